import type { ChannelKind } from './channel-kinds.js';

/** What is waiting to be told to one channel. */
export interface Waiting {
  id: string;
  isDigest: boolean;
  /** Of the message it went with in an earlier attempt. */
  messageId: string | null;
}

/** What was told there within the window. */
export interface Recent {
  messages: number;
  /** null: nothing. */
  oldestSentAt: Date | null;
}

export type NextMessage =
  | { kind: 'nothing' }
  | { kind: 'wait'; until: Date }
  | { kind: 'send'; messageId: string; ids: string[] };

/** How much a channel takes: people one mail or two, programs every event by itself for as long as that is bearable. */
interface Limits {
  /** In the window. */
  messages: number;
  perMessage: number;
}

export const WINDOW_MS = 10 * 60_000;
/** So few are told one by one. */
const SINGLE = 3;

const FOR_PEOPLE: Limits = { messages: 10, perMessage: 1_000 };
const LIMITS: Record<ChannelKind, Limits> = {
  email: FOR_PEOPLE,
  slack: FOR_PEOPLE,
  discord: FOR_PEOPLE,
  teams: FOR_PEOPLE,
  webhook: { messages: 120, perMessage: 100 },
};

/** The most that `nextMessage` needs to see of what waits. */
export const MOST_WAITING = FOR_PEOPLE.perMessage + 1;

/**
 * What goes next to a channel. A message that was begun goes again as it was, so that a receiver recognises it. Else the
 * oldest alone, or, when many wait, all of them in one; when the channel had its share, nothing until the window ends,
 * and what comes meanwhile goes with it. `waiting`: the oldest first.
 */
export function nextMessage(kind: ChannelKind, waiting: readonly Waiting[], recent: Recent): NextMessage {
  const [oldest] = waiting;
  if (oldest === undefined) return { kind: 'nothing' };
  const begun = waiting.find(({ messageId }) => messageId !== null)?.messageId ?? null;
  if (begun !== null) {
    return { kind: 'send', messageId: begun, ids: idsOf(waiting.filter(({ messageId }) => messageId === begun)) };
  }
  const { messages, perMessage } = LIMITS[kind];
  if (recent.messages >= messages && recent.oldestSentAt !== null) {
    return { kind: 'wait', until: new Date(recent.oldestSentAt.getTime() + WINDOW_MS) };
  }
  const events = waiting.filter(({ isDigest }) => !isDigest);
  const together = oldest.isDigest || events.length <= SINGLE ? [oldest] : events.slice(0, perMessage);
  return { kind: 'send', messageId: oldest.id, ids: idsOf(together) };
}

function idsOf(waiting: readonly Waiting[]): string[] {
  return waiting.map(({ id }) => id);
}
