import { describe, expect, it } from '@jest/globals';
import { type NextMessage, nextMessage, type Waiting } from './next-message.js';

const QUIET = { messages: 0, oldestSentAt: null };
const at = new Date('2026-11-21T03:00:00Z');

const waiting = (count: number): Waiting[] =>
  Array.from({ length: count }, (_, index) => ({ id: `e${index}`, isDigest: false, messageId: null }));
const send = (messageId: string, ids: string[]): NextMessage => ({ kind: 'send', messageId, ids });
const idsOf = (next: NextMessage): string[] => (next.kind === 'send' ? next.ids : []);

describe('what goes next', () => {
  it('is nothing where nothing waits', () => {
    expect(nextMessage('email', [], QUIET)).toEqual({ kind: 'nothing' });
  });

  it('is one at a time, the oldest, while few wait', () => {
    expect(nextMessage('email', waiting(3), QUIET)).toEqual(send('e0', ['e0']));
  });

  it('is all of them in one where many wait', () => {
    expect(idsOf(nextMessage('email', waiting(1_001), QUIET))).toHaveLength(1_000);
    expect(idsOf(nextMessage('webhook', waiting(1_001), QUIET))).toHaveLength(100);
  });

  it('is, after a channel had its share, what waits when the window ends', () => {
    const recent = { messages: 10, oldestSentAt: at };
    const until = new Date('2026-11-21T03:10:00Z');
    expect(nextMessage('slack', waiting(1), recent)).toEqual({ kind: 'wait', until });
    expect(nextMessage('webhook', waiting(1), recent)).toEqual(send('e0', ['e0']));
    expect(nextMessage('slack', waiting(1), { ...recent, messages: 9 })).toEqual(send('e0', ['e0']));
  });

  it('is what was begun, as it was, also beyond the share', () => {
    const begun = waiting(8).map((entry, index) => ({ ...entry, messageId: index > 4 ? 'e5' : null }));
    expect(nextMessage('email', begun, { messages: 10, oldestSentAt: at })).toEqual(send('e5', ['e5', 'e6', 'e7']));
  });

  it('is a digest by itself', () => {
    const [first, ...rest] = waiting(9);
    const digest = { id: 'd', isDigest: true, messageId: null };
    expect(nextMessage('email', [digest, ...rest], QUIET)).toEqual(send('d', ['d']));
    const withEvents = first === undefined ? [] : [first, digest, ...rest];
    expect(idsOf(nextMessage('email', withEvents, QUIET))).not.toContain('d');
  });
});

it('never makes a thousand messages of a thousand failures, and loses none', () => {
  let queue = waiting(1_000);
  let sent = 0;
  let messages = 0;
  while (queue.length > 0) {
    const next = nextMessage('email', queue, { messages, oldestSentAt: at });
    const ids = new Set(idsOf(next));
    expect(ids.size).toBeGreaterThan(0);
    queue = queue.filter(({ id }) => !ids.has(id));
    sent += ids.size;
    messages += 1;
  }
  expect(sent).toBe(1_000);
  expect(messages).toBe(1);
});
