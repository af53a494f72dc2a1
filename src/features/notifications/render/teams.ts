import type { Group, Message, Tone } from '../message.js';
import { cutTo } from './limits.js';

/** By the names that Adaptive Cards have for colours. */
const COLORS: Record<Tone, string> = { bad: 'Attention', warning: 'Warning', good: 'Good', neutral: 'Default' };
const TEXT_LIMIT = 1_000;
/** A message over 28 kB is refused: bytes of JSON that its lines may have. */
const ROOM = 24_000;

/**
 * What the Workflows of Microsoft Teams take ("Post to a channel when a webhook request is received"): a message with one
 * Adaptive Card. All text is in RichTextBlocks, which have no marks, since those of a TextBlock or a FactSet cannot all
 * be escaped.
 */
export function renderTeams(message: Message): object {
  const { title, tone, lead, facts, groups, link, footer } = message;
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: title,
          msteams: { width: 'Full' },
          body: withinRoom([
            line([{ text: title, size: 'Large', weight: 'Bolder', color: COLORS[tone] }]),
            ...(lead === '' ? [] : [line([{ text: lead }])]),
            ...facts.map(({ label, value }) => line([{ text: `${label}: `, weight: 'Bolder' }, { text: value }])),
            ...groups.flatMap(groupLines),
            line([{ text: footer, size: 'Small', isSubtle: true }]),
          ]),
          actions: link === null ? [] : [{ type: 'Action.OpenUrl', title: link.label, url: link.url }],
        },
      },
    ],
  };
}

interface Run {
  text: string;
  size?: string;
  weight?: string;
  color?: string;
  isSubtle?: boolean;
}

function line(runs: Run[]): object {
  const inlines = runs.map((run) => ({ type: 'TextRun', ...run, text: cutTo(run.text, TEXT_LIMIT) }));
  return { type: 'RichTextBlock', inlines };
}

function groupLines({ title, entries, more }: Group): object[] {
  return [
    line([{ text: title, weight: 'Bolder' }]),
    ...entries.map(({ tone, text }) => line([{ text: cutTo(`• ${text}`, 250), color: COLORS[tone] }])),
    ...(more > 0 ? [line([{ text: `… and ${more} more` }])] : []),
  ];
}

/** The first of them, and a word about those that had no room. */
function withinRoom(lines: object[]): object[] {
  let left = ROOM;
  const fitting = lines.filter((each) => (left -= Buffer.byteLength(JSON.stringify(each)) + 1) >= 0);
  const missing = lines.length - fitting.length;
  return missing === 0 ? lines : [...fitting, line([{ text: `… and ${missing} more lines` }])];
}
