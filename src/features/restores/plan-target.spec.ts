import { describe, expect, it } from '@jest/globals';
import type { Source } from '../sources/source.entity.js';
import { assertSameWish, targetDatabase } from './plan-target.js';
import type { RestorePlan } from './restore-plan.entity.js';

const source = { database: { host: 'h', port: 1, database: 'shop', user: 'u' } } as Source;

describe('the database that a restore is for', () => {
  it('is the source’s own where something is replaced, and no other', () => {
    expect(targetDatabase('swap', undefined, source)).toBe('shop');
    expect(targetDatabase('swap', 'shop', source)).toBe('shop');
    expect(() => targetDatabase('swap', 'other', source)).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMETER' }),
    );
  });

  it('is named for a new one, and never as our own are', () => {
    expect(targetDatabase('new_database', 'it"s\nmine', source)).toBe('it"s\nmine');
    expect(() => targetDatabase('new_database', undefined, source)).toThrow(
      expect.objectContaining({ code: 'MISSING_PARAMETER' }),
    );
    for (const name of ['bst_side_1', 'bst_before_x', 'bst_after_0123456789ab']) {
      expect(() => targetDatabase('new_database', name, source)).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER' }),
      );
    }
  });
});

describe('a restore that names a plan', () => {
  const target = { sourceId: 's', database: 'copy' };
  const plan = { content: { strategy: 'new_database', noOwner: true, target } } as RestorePlan;

  it('need not say again what the plan says', () => {
    assertSameWish(plan, {});
    assertSameWish(plan, { strategy: 'new_database', noOwner: true, target: { database: 'copy' }, ownerMap: {} });
    const ownerMap: Record<string, string> = { a: 'b', c: 'd' };
    const mapped = { content: { strategy: 'swap', noOwner: false, ownerMap, target } } as RestorePlan;
    assertSameWish(mapped, {});
    assertSameWish(mapped, { ownerMap: { c: 'd', a: 'b' } });
    expect(() => {
      assertSameWish(mapped, { ownerMap: { a: 'b' } });
    }).toThrow(expect.objectContaining({ code: 'PLAN_STALE' }));
  });

  it.each([
    { strategy: 'swap' as const },
    { noOwner: false },
    { target: { database: 'other' } },
    { ownerMap: { a: 'b' } },
  ])('may not say something else: %j', (wish) => {
    expect(() => {
      assertSameWish(plan, wish);
    }).toThrow(expect.objectContaining({ code: 'PLAN_STALE' }));
  });
});
