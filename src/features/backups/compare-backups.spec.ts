import { expect, it } from '@jest/globals';
import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import { compareMigrations, compareTables } from './compare-backups.js';

function tables(
  rows: Record<string, number | null>,
  fingerprints: Record<string, string> | null = null,
  encoding = 'UTF8',
) {
  return {
    rows: new Map(Object.entries(rows)),
    fingerprints: fingerprints === null ? null : { encoding, tables: fingerprints },
  };
}

it('has every table of either, with what changed', () => {
  const found = compareTables(
    tables({ b: 5, a: 3, gone: 2, unknown: null }),
    tables({ a: 3, b: 9, new: 0, unknown: 4 }),
  );
  expect(found.map(({ name, rowsBefore, rowsAfter, change }) => [name, rowsBefore, rowsAfter, change])).toEqual([
    ['a', 3, 3, 0],
    ['b', 5, 9, 4],
    ['gone', 2, null, -2],
    ['new', null, 0, 0],
    ['unknown', null, 4, null],
  ]);
});

it('says by fingerprints whether rows are the same, where both have one of the same encoding', () => {
  const before = tables({ a: 1, b: 1, c: 1 }, { a: '1:7', b: '1:7' });
  const after = tables({ a: 1, b: 1, c: 1 }, { a: '1:7', b: '1:8', c: '1:9' });
  expect(compareTables(before, after).map(({ sameRows }) => sameRows)).toEqual([true, false, null]);
  const elsewhere = tables({ a: 1 }, { a: '1:7' }, 'LATIN1');
  expect(compareTables(tables({ a: 1 }, { a: '1:7' }), elsewhere)[0]?.sameRows).toBeNull();
});

it('names migrations with their apps where a table has several', () => {
  const state = (table: string, apps: Record<string, string[]>): MigrationState => ({
    frameworks: [
      {
        framework: 'django',
        table,
        apps: Object.entries(apps).map(([app, applied]) => ({ app, applied, failed: [] })),
      },
    ],
  });
  const before = state('public.django_migrations', { shop: ['0001', '0002_old'], auth: ['0001'] });
  const after = state('public.django_migrations', { shop: ['0001', '0002_new', '0003'], auth: ['0001'] });
  expect(compareMigrations(before, after)).toEqual({
    added: ['shop.0002_new', 'shop.0003'],
    removed: ['shop.0002_old'],
  });
  const typeorm = state('public.migrations', { 'public.migrations': ['A1', 'B2'] });
  expect(compareMigrations(null, typeorm)).toEqual({ added: ['A1', 'B2'], removed: [] });
  const twice: MigrationState = {
    frameworks: ['a.migrations', 'b.migrations'].map((table) => ({
      ...{ framework: 'typeorm', table },
      apps: [{ app: table, applied: ['A1'], failed: [] }],
    })),
  };
  expect(compareMigrations({ frameworks: twice.frameworks.slice(0, 1) }, twice).added).toEqual(['b.migrations: A1']);
});
