import type { EventKind } from '../events/event-kinds.js';
import { type Audience, eventEntry, footerOf, type ToldEvent, toneOf } from './event-message.js';
import type { Group, Message } from './message.js';
import { isProblem, TOPIC_OF_KIND, TOPICS, type Topic } from './topics.js';
import { count, inZone } from './wording.js';

/** Of each topic; the others are counted. */
const SHOWN = 15;

const TITLES: Record<Topic, string> = {
  failed: 'Backups that failed',
  succeeded: 'Backups that completed',
  late: 'Late or missed',
  corrupted: 'Damaged backups',
  storage_low: 'Room',
  drill_failed: 'Drills that failed',
  drill_done: 'Drills that passed',
  restore_failed: 'Restores that failed',
  restore_done: 'Restores',
  retention_failed: 'Retention',
  approval: 'Waiting for approval',
  approval_done: 'Approvals',
};

/** Many events in one message: what is bad first, the newest of each topic named. `events`: at least one. */
export function bundleMessage(id: string, events: readonly ToldEvent[], audience: Audience): Message {
  const problems = events.filter(({ kind }) => isProblem(TOPIC_OF_KIND[kind])).length;
  const times = events.map(({ createdAt }) => createdAt.getTime());
  const from = inZone(new Date(Math.min(...times)), audience.timeZone);
  const to = inZone(new Date(Math.max(...times)), audience.timeZone);
  const sources = new Set(events.flatMap(({ source }) => (source === null ? [] : [source.id]))).size;
  return {
    id,
    tone: worstOf(events.map(({ kind }) => kind)),
    title:
      problems === 0
        ? count(events.length, 'event')
        : `${count(problems, 'PROBLEM', 'PROBLEMS')} in ${count(events.length, 'event')}`,
    lead: `From ${from} to ${to}, of ${count(sources, 'source')}. So many came at once that they are told together.`,
    facts: [],
    groups: groupsOf(events, audience),
    link: { label: 'Open Backstitch', url: `${audience.baseUrl}/admin/` },
    footer: footerOf(audience),
  };
}

function groupsOf(events: readonly ToldEvent[], audience: Audience): Group[] {
  const order = [...TOPICS].sort((one, other) => Number(isProblem(other)) - Number(isProblem(one)));
  return order.flatMap((topic) => {
    const found = events.filter(({ kind }) => TOPIC_OF_KIND[kind] === topic);
    if (found.length === 0) return [];
    const newest = [...found].sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
    return [
      {
        title: `${TITLES[topic]}: ${found.length}`,
        entries: newest.slice(0, SHOWN).map((event) => eventEntry(event, audience)),
        more: Math.max(0, found.length - SHOWN),
      },
    ];
  });
}

function worstOf(kinds: readonly EventKind[]): Message['tone'] {
  const tones = kinds.map(toneOf);
  return (['bad', 'warning', 'good'] as const).find((tone) => tones.includes(tone)) ?? 'neutral';
}
