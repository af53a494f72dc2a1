import type { Group, Message, Tone } from '../message.js';
import { oneLine } from '../wording.js';

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** A mail that any client shows: plain text, and HTML without images, scripts, or anything loaded from elsewhere. */
export function renderMail(message: Message): RenderedMail {
  return { subject: oneLine(`[Backstitch] ${message.title}`, 180), text: textOf(message), html: htmlOf(message) };
}

function textOf({ title, lead, facts, groups, link, footer }: Message): string {
  const width = Math.max(0, ...facts.map(({ label }) => label.length));
  const parts = [
    title,
    lead,
    facts.map(({ label, value }) => `${`${label}:`.padEnd(width + 2)}${indent(value, width + 2)}`).join('\n'),
    ...groups.map(groupText),
    link === null ? '' : `${link.label}: ${link.url}`,
    // The usual mark of a signature.
    `-- \n${footer}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function groupText({ title, entries, more }: Group): string {
  const lines = entries.map(({ text, url }) => `  ${indent(text, 2)}${url === null ? '' : `\n    ${url}`}`);
  return [title, ...lines, ...(more > 0 ? [`  … and ${more} more`] : [])].join('\n');
}

function indent(text: string, by: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(by)}`);
}

const COLORS: Record<Tone, string> = { bad: '#b71c1c', warning: '#b26a00', good: '#1b5e20', neutral: '#37474f' };

function htmlOf(message: Message): string {
  const { title, tone, lead, facts, groups, link, footer } = message;
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><th align="left" valign="top" style="padding:2px 12px 2px 0;font-weight:600">${escapeHtml(label)}</th>` +
      `<td style="padding:2px 0">${lines(value)}</td></tr>`,
  );
  return [
    '<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
    '<body style="font:15px/1.45 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;max-width:44em">',
    `<h1 style="font-size:19px;color:${COLORS[tone]};border-left:4px solid ${COLORS[tone]};padding-left:10px">${escapeHtml(title)}</h1>`,
    lead === '' ? '' : `<p>${lines(lead)}</p>`,
    rows.length === 0 ? '' : `<table cellspacing="0" cellpadding="0" border="0">${rows.join('')}</table>`,
    ...groups.map(groupHtml),
    link === null ? '' : `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`,
    `<p style="color:#78909c;font-size:12px">${escapeHtml(footer)}</p></body></html>`,
  ].join('\n');
}

function groupHtml({ title, entries, more }: Group): string {
  const items = entries.map(({ tone, text, url }) => {
    const words = url === null ? lines(text) : `<a href="${escapeHtml(url)}" style="color:inherit">${lines(text)}</a>`;
    return `<li style="color:${COLORS[tone]}">${words}</li>`;
  });
  const rest = more > 0 ? `<li>… and ${more} more</li>` : '';
  return `<h2 style="font-size:16px">${escapeHtml(title)}</h2><ul>${items.join('')}${rest}</ul>`;
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
