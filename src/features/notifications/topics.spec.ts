import { describe, expect, it } from '@jest/globals';
import { EVENT_KINDS } from '../events/event-kinds.js';
import { DEFAULT_TOPICS, TOPIC_OF_KIND, wants } from './topics.js';

const backupFailed = { kind: 'backup.failed', sourceId: 'a' } as const;
const storageLow = { kind: 'storage.low', sourceId: null } as const;

describe('a channel', () => {
  it.each([
    ['asks for it, of all sources', ['failed'], null, backupFailed, true],
    ['asks for it, of this source', ['failed'], ['b', 'a'], backupFailed, true],
    ['asks for it, of another source', ['failed'], ['b'], backupFailed, false],
    ['asks for something else', ['succeeded', 'late'], null, backupFailed, false],
    ['asks for nothing', [], null, backupFailed, false],
    ['asks for what is of no source', ['storage_low'], ['b'], storageLow, true],
  ] as const)('that %s', (_, topics, sourceIds, event, expected) => {
    expect(wants({ topics, sourceIds }, event)).toBe(expected);
  });

  it('that says nothing is told of everything that went wrong or waits for somebody, and of nothing else', () => {
    const told = EVENT_KINDS.filter((kind) => DEFAULT_TOPICS.includes(TOPIC_OF_KIND[kind]));
    expect(told).toEqual(EVENT_KINDS.filter((kind) => !/completed|rolled_back|approved|rejected|expired/.test(kind)));
  });
});
