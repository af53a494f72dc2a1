import type { Group, Message, Tone } from '../message.js';
import { cutTo } from './limits.js';

/** `#rrggbb` of the bar beside the text. */
const COLORS: Record<Tone, string> = { bad: '#b71c1c', warning: '#ffa000', good: '#2e7d32', neutral: '#607d8b' };
/** Slack folds longer texts, and refuses still longer ones. */
const TEXT_LIMIT = 3_000;

/**
 * The message of an incoming webhook as Slack, Mattermost and Rocket.Chat all read it: text and one attachment, since
 * only Slack knows blocks. Marks are switched off where that can be done, so that names show as they are.
 */
export function renderSlack(message: Message): object {
  const { title, tone, lead, facts, groups, link, footer } = message;
  const body = [lead, ...groups.map(groupText)].filter((part) => part !== '').join('\n\n');
  return {
    text: escapeSlack(title),
    mrkdwn: false,
    attachments: [
      {
        fallback: escapeSlack(title),
        color: COLORS[tone],
        mrkdwn_in: [],
        ...(link === null ? {} : { title: escapeSlack(link.label), title_link: link.url }),
        ...(body === '' ? {} : { text: cutTo(escapeSlack(body), TEXT_LIMIT) }),
        fields: facts.map(({ label, value }) => ({
          title: escapeSlack(label),
          value: cutTo(escapeSlack(value), TEXT_LIMIT),
          short: value.length <= 30,
        })),
        footer: escapeSlack(footer),
      },
    ],
  };
}

function groupText({ title, entries, more }: Group): string {
  return [title, ...entries.map(({ text }) => `• ${text}`), ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}

const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Slack's own marks (`<!channel>`, `<@U…>`, `<https://…|…>`) all begin with `<`. Others take `@all` and `[text](address)`
 * in any text: a space that is not seen keeps both from being one.
 */
export function escapeSlack(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', `@${ZERO_WIDTH_SPACE}`)
    .replaceAll('](', `]${ZERO_WIDTH_SPACE}(`);
}
