import { describe, expect, it } from '@jest/globals';
import type { AnnouncedChange } from './announced-change.js';
import { ChangeBatches, ONE_BY_ONE } from './change-batches.js';

function change(id: string, given: Partial<AnnouncedChange> = {}): AnnouncedChange {
  return {
    type: 'backups',
    id,
    tenantId: 't',
    sourceId: null,
    userId: null,
    status: null,
    action: 'changed',
    ...given,
  };
}

function added(changes: AnnouncedChange[], batches = new ChangeBatches()): ChangeBatches {
  for (const each of changes) batches.add(each);
  return batches;
}

const numbered = (count: number, from = 0): AnnouncedChange[] =>
  Array.from({ length: count }, (_, index) => change(String(from + index)));

describe('what one stream is told', () => {
  it('is told at once, once, and nothing waits then', () => {
    const batches = added([change('a')]);
    expect(batches.take(0)).toEqual([change('a')]);
    expect(batches.take(0)).toEqual([]);
    expect(batches.nextAt).toBeNull();
  });

  it('is one change of a record that changed twice, as it is now', () => {
    const batches = added([
      change('a', { action: 'created', sourceId: 's', status: 'pending' }),
      change('a', { status: 'running' }),
      change('a'),
    ]);
    expect(batches.take(0)).toEqual([change('a', { action: 'created', sourceId: 's', status: 'running' })]);
  });

  it.each([
    ['created', 'deleted', 'deleted'],
    ['changed', 'deleted', 'deleted'],
    ['changed', 'changed', 'changed'],
  ] as const)('%s and then %s is %s', (first, second, told) => {
    expect(added([change('a', { action: first }), change('a', { action: second })]).take(0)[0]).toMatchObject({
      action: told,
    });
  });

  it('is one without an id where many changed at once, whatever other types do', () => {
    const batches = added([...numbered(ONE_BY_ONE + 1), change('j', { type: 'jobs' })]);
    expect(batches.take(0)).toEqual([{ type: 'backups', id: null }, change('j', { type: 'jobs' })]);
    expect(batches.nextAt).toBeNull();
  });

  it('never is more than so many in a second, and the rest not later than that second', () => {
    const batches = added(numbered(ONE_BY_ONE));
    expect(batches.take(100)).toHaveLength(ONE_BY_ONE);
    added(numbered(1, 100), batches);
    expect(batches.take(200)).toEqual([]);
    expect(batches.nextAt).toBe(1_100);
    expect(batches.take(1_100)).toEqual(numbered(1, 100));
  });

  it('is one a second of a thousand that go one by one for ten seconds', () => {
    const batches = new ChangeBatches();
    let told = 0;
    for (let index = 0; index < 1_000; index += 1) {
      added(numbered(1, index), batches);
      told += batches.take(index * 10).length;
    }
    told += batches.take(11_000).length;
    expect(told).toBeLessThanOrEqual(ONE_BY_ONE + 11);
    expect(batches.nextAt).toBeNull();
  });

  it('is nothing of before a gap, after which everything is read again', () => {
    const batches = added(numbered(3));
    batches.clear();
    expect([batches.take(0), batches.nextAt]).toEqual([[], null]);
  });
});
