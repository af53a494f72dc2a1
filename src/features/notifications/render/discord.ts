import type { Group, Message, Tone } from '../message.js';
import { cutTo } from './limits.js';

const COLORS: Record<Tone, number> = { bad: 0xb71c1c, warning: 0xffa000, good: 0x2e7d32, neutral: 0x607d8b };
/** Discord refuses a message over one of these; all of an embed together has 6000. */
const LIMITS = { title: 256, description: 2_500, fields: 20, fieldName: 100, fieldValue: 500, footer: 200 };
/** Of all fields together, so that the whole stays under 6000. */
const FIELDS_TOTAL = 2_800;

/** The message of a Discord webhook: one embed. Nobody is pinged, whatever the text says. */
export function renderDiscord(message: Message): object {
  const { title, tone, lead, facts, groups, link, footer } = message;
  const description = [escapeDiscord(lead), ...groups.map(groupText)].filter((part) => part !== '').join('\n\n');
  return {
    username: 'Backstitch',
    allowed_mentions: { parse: [] },
    embeds: [
      {
        title: cutTo(escapeDiscord(title), LIMITS.title),
        color: COLORS[tone],
        ...(link === null ? {} : { url: link.url }),
        ...(description === '' ? {} : { description: cutTo(description, LIMITS.description) }),
        fields: fieldsOf(message.facts.length > 0 ? facts : []),
        footer: { text: cutTo(footer, LIMITS.footer) },
      },
    ],
  };
}

function fieldsOf(facts: Message['facts']): object[] {
  let room = FIELDS_TOTAL;
  return facts.slice(0, LIMITS.fields).flatMap(({ label, value }) => {
    const field = {
      name: cutTo(escapeDiscord(label), LIMITS.fieldName),
      value: cutTo(escapeDiscord(value), LIMITS.fieldValue),
      inline: value.length <= 30,
    };
    room -= field.name.length + field.value.length;
    return room < 0 ? [] : [field];
  });
}

function groupText({ title, entries, more }: Group): string {
  return [
    `**${escapeDiscord(title)}**`,
    ...entries.map(({ text }) => `• ${escapeDiscord(text)}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ].join('\n');
}

/** Every character that Discord's Markdown, mentions and masked links begin with; a backslash makes it plain. */
export function escapeDiscord(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()<@]/g, '\\$&');
}
