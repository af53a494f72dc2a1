import { describe, expect, it } from '@jest/globals';
import { checkAfterMigration, historyChanges } from './disbelieve.js';
import type { CodeMigrations, MigrationState } from './migration-state.js';

function state(apps: Record<string, string[]>, table = 'public.django_migrations'): MigrationState {
  return {
    frameworks: [
      {
        framework: 'django',
        table,
        apps: Object.entries(apps).map(([app, applied]) => ({ app, applied, failed: [] })),
      },
    ],
  };
}

const code: CodeMigrations[] = [{ framework: 'django', apps: [{ app: 'shop', names: ['a', 'b'] }] }];
const backup = state({ shop: ['a'], auth: ['x'] });

describe('checkAfterMigration', () => {
  it('finds nothing where the side database has the code’s list and the rest of the backup', () => {
    expect(
      checkAfterMigration({ side: state({ shop: ['a', 'b'], auth: ['x', 'y'] }), backup, code, live: null }),
    ).toEqual([]);
  });

  it.each([
    [
      'a migration left out',
      state({ shop: ['a'], auth: ['x'] }),
      'Migration b of shop should have been applied, and was not.',
    ],
    [
      'a migration that the code does not know',
      state({ shop: ['a', 'b', 'c'], auth: ['x'] }),
      'Migration c of shop was applied, but the code does not know it.',
    ],
    [
      'a migration of another app that vanished',
      state({ shop: ['a', 'b'] }),
      'Migration x of auth should have been applied, and was not.',
    ],
    ['no table at all', { frameworks: [] }, 'There is no django migrations table after the migration.'],
  ])('names %s', (_title, side, sentence) => {
    expect(checkAfterMigration({ side, backup, code, live: null })).toEqual([sentence]);
  });

  it('wants what the live database has, where no code is named', () => {
    const live = state({ shop: ['a', 'b'], auth: ['x'] });
    expect(checkAfterMigration({ side: backup, backup, code: null, live })).toEqual([
      'Migration b of shop should have been applied, and was not.',
    ]);
    expect(checkAfterMigration({ side: live, backup, code: null, live })).toEqual([]);
  });

  it('lets the backup’s unknown ones stay where that was allowed, and only those', () => {
    const ahead = state({ shop: ['a', 'b', 'z'] });
    expect(checkAfterMigration({ side: ahead, backup: ahead, code, live: null })).toHaveLength(1);
    expect(checkAfterMigration({ side: ahead, backup: ahead, code, live: null, allowAhead: true })).toEqual([]);
    expect(
      checkAfterMigration({ side: state({ shop: ['a', 'b', 'q'] }), backup, code, live: null, allowAhead: true }),
    ).toContain('Migration q of shop was applied, but the code does not know it.');
  });

  it('takes a squash for all that it replaces', () => {
    const squashed: CodeMigrations[] = [
      {
        framework: 'django',
        apps: [{ app: 'shop', names: ['s'] }],
        squashes: [
          {
            app: 'shop',
            name: 's',
            replaces: [
              { app: 'shop', name: 'a' },
              { app: 'shop', name: 'b' },
            ],
          },
        ],
      },
    ];
    expect(
      checkAfterMigration({
        side: state({ shop: ['a', 'b', 's'] }),
        backup: state({ shop: ['a'] }),
        code: squashed,
        live: null,
      }),
    ).toEqual([]);
    expect(
      checkAfterMigration({ side: state({ shop: ['a'] }), backup: state({ shop: ['a'] }), code: squashed, live: null }),
    ).toHaveLength(1);
  });
});

describe('historyChanges', () => {
  it('is empty for two readings of an untouched history', () => {
    expect(historyChanges(backup, structuredClone(backup))).toEqual([]);
  });

  it('names what appeared, what disappeared, and a table that came or went', () => {
    expect(historyChanges(backup, state({ shop: ['a', 'b'], auth: [] }))).toEqual([
      'Migration b of shop appeared.',
      'Migration x of auth disappeared.',
    ]);
    expect(historyChanges({ frameworks: [] }, state({}))).toEqual([
      'The django migrations table public.django_migrations appeared.',
    ]);
  });
});
