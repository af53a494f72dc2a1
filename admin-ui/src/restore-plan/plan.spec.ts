import { describe, expect, it } from '@jest/globals';
import { lostTablesOf, otherDropsOf, sumOfLosses, warningsOf } from './plan.js';

const losing = (...tables: string[]) => ({ exact: true, rows: [], tables });

describe('what a restore in place drops', () => {
  it('is named once: a table that the losses name is no other object', () => {
    const drops = ['table public.loyalty_accounts', 'table shop."Orders"', 'view reporting.best_customers'];
    const losses = losing('public.loyalty_accounts', 'shop."Orders"');
    expect(otherDropsOf({ drops, losses })).toEqual(['view reporting.best_customers']);
  });

  it('is named even where the losses do not: what has no rows of its own, or another kind than a table of that name', () => {
    const drops = ['table public.migrations', 'function public.orders()'];
    expect(otherDropsOf({ drops, losses: losing('public.orders') })).toEqual(drops);
  });

  it('is not said once more among the warnings, and neither is the verdict', () => {
    const finding = (code: string) => ({ code, message: '', hint: '' });
    const warnings = ['CLIENTS_WAIT', 'OBJECTS_DROPPED', 'MIGRATES_LIVE', 'HISTORY_UNKNOWN'].map(finding);
    expect(warningsOf({ warnings }).map(({ code }) => code)).toEqual(['CLIENTS_WAIT', 'MIGRATES_LIVE']);
  });
});

describe('what would be lost', () => {
  const rows = [
    { table: 'public.customers', live: 10_730, backup: 10_530 },
    { table: 'public.payments', live: 25_999, backup: 34_017 },
  ];

  it('counts the rows of tables that go whole with those of the others', () => {
    const tableRows = [
      { table: 'public.a', live: 5 },
      { table: 'public.loyalty_accounts', live: 8_784 },
    ];
    const losses = { exact: true, rows, tables: ['public.a', 'public.loyalty_accounts'], tableRows };
    expect(sumOfLosses(losses)).toEqual({ lost: 8_989, back: 8_018, uncounted: 0 });
    expect(lostTablesOf(losses)).toEqual(tableRows.toReversed());
  });

  it('is told of plans that were made before those were counted, too', () => {
    const losses = { exact: true, rows, tables: ['public.loyalty_accounts'] };
    expect(sumOfLosses(losses)).toEqual({ lost: 200, back: 8_018, uncounted: 1 });
    expect(lostTablesOf(losses)).toEqual([{ table: 'public.loyalty_accounts', live: null }]);
  });
});
