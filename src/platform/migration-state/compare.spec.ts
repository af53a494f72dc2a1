import { describe, expect, it } from '@jest/globals';
import { compareHistories } from './compare.js';
import type { CodeMigrations, FrameworkName, MigrationState, Squash, Verdict } from './migration-state.js';

/** `{shop: 'a b'}` is the app shop with a and b applied, in this order. */
type Apps = Record<string, string>;

const names = (text: string): string[] => text.split(' ').filter((name) => name !== '');

function state(apps: Apps, framework: FrameworkName = 'django', table = 'public.django_migrations'): MigrationState {
  return {
    frameworks: [
      {
        framework,
        table,
        apps: Object.entries(apps).map(([app, applied]) => ({ app, applied: names(applied), failed: [] })),
      },
    ],
  };
}

function django(apps: Apps, squashes: Squash[] = []): CodeMigrations[] {
  return [
    { framework: 'django', apps: Object.entries(apps).map(([app, list]) => ({ app, names: names(list) })), squashes },
  ];
}

function typeorm(app: string, list: string): CodeMigrations[] {
  return [{ framework: 'typeorm', apps: [{ app, names: names(list) }] }];
}

const NOTHING: MigrationState = { frameworks: [] };

interface Row {
  title: string;
  backup: MigrationState;
  code: CodeMigrations[] | null;
  live: MigrationState | null;
  verdict: Verdict;
  /** app: [verdict, pending, unknown] */
  apps: Record<string, [Verdict, string, string]>;
}

const rows: Row[] = [
  // One app, the code known
  {
    title: 'equal lists',
    backup: state({ shop: 'a b' }),
    code: django({ shop: 'a b' }),
    live: state({ shop: 'a b' }),
    verdict: 'same',
    apps: { shop: ['same', '', ''] },
  },
  {
    title: 'the code has more',
    backup: state({ shop: 'a' }),
    code: django({ shop: 'a b c' }),
    live: state({ shop: 'a b' }),
    verdict: 'behind',
    apps: { shop: ['behind', 'b c', ''] },
  },
  {
    title: 'the code has less',
    backup: state({ shop: 'a b c' }),
    code: django({ shop: 'a' }),
    live: state({ shop: 'a' }),
    verdict: 'ahead',
    apps: { shop: ['ahead', '', 'b c'] },
  },
  {
    title: 'each has one that the other has not',
    backup: state({ shop: 'a x' }),
    code: django({ shop: 'a b' }),
    live: state({ shop: 'a b' }),
    verdict: 'diverged',
    apps: { shop: ['diverged', 'b', 'x'] },
  },
  {
    title: 'a hole in the middle',
    backup: state({ shop: 'a c' }),
    code: django({ shop: 'a b c' }),
    live: state({ shop: 'a b c' }),
    verdict: 'diverged',
    apps: { shop: ['diverged', 'b', ''] },
  },
  {
    title: 'a foreign one in the middle',
    backup: state({ shop: 'a x b' }),
    code: django({ shop: 'a b' }),
    live: null,
    verdict: 'diverged',
    apps: { shop: ['diverged', '', 'x'] },
  },
  {
    title: 'the same ones in another order',
    backup: state({ shop: 'a c b' }),
    code: django({ shop: 'a b c' }),
    live: state({ shop: 'a b c' }),
    verdict: 'same',
    apps: { shop: ['same', '', ''] },
  },
  {
    title: 'the first ones in another order',
    backup: state({ shop: 'b a' }),
    code: django({ shop: 'a b c' }),
    live: state({ shop: 'a b c' }),
    verdict: 'behind',
    apps: { shop: ['behind', 'c', ''] },
  },

  // Branches
  {
    title: 'a branch that live merged late',
    backup: state({ shop: 'a c' }),
    code: django({ shop: 'a b c d' }),
    live: state({ shop: 'a c b' }),
    verdict: 'behind',
    apps: { shop: ['behind', 'b d', ''] },
  },
  {
    title: 'a branch merged late that live has not applied yet',
    backup: state({ shop: 'a c' }),
    code: django({ shop: 'a b c' }),
    live: state({ shop: 'a c' }),
    verdict: 'behind',
    apps: { shop: ['behind', 'b', ''] },
  },
  {
    title: 'a branch merged late, and no live database to tell',
    backup: state({ shop: 'a c' }),
    code: django({ shop: 'a b c' }),
    live: null,
    verdict: 'diverged',
    apps: { shop: ['diverged', 'b', ''] },
  },
  {
    title: 'what live has and the code does not know is no part of the order',
    backup: state({ shop: 'a' }),
    code: django({ shop: 'a b' }),
    live: state({ shop: 'a x' }),
    verdict: 'behind',
    apps: { shop: ['behind', 'b', ''] },
  },

  // No code
  {
    title: 'live is ahead of the backup',
    backup: state({ shop: 'a' }),
    code: null,
    live: state({ shop: 'a b' }),
    verdict: 'behind',
    apps: { shop: ['behind', 'b', ''] },
  },
  {
    title: 'live was taken back since',
    backup: state({ shop: 'a b' }),
    code: null,
    live: state({ shop: 'a' }),
    verdict: 'ahead',
    apps: { shop: ['ahead', '', 'b'] },
  },
  {
    title: 'live went another way',
    backup: state({ shop: 'a b' }),
    code: null,
    live: state({ shop: 'a c' }),
    verdict: 'diverged',
    apps: { shop: ['diverged', 'c', 'b'] },
  },

  // Several apps: the worst counts
  {
    title: 'an app that only the code has',
    backup: state({ shop: 'a' }),
    code: django({ shop: 'a', blog: 'a b' }),
    live: state({ shop: 'a' }),
    verdict: 'behind',
    apps: { shop: ['same', '', ''], blog: ['behind', 'a b', ''] },
  },
  {
    title: 'an app that only live has',
    backup: state({ shop: 'a' }),
    code: django({ shop: 'a' }),
    live: state({ shop: 'a', auth: 'a' }),
    verdict: 'behind',
    apps: { shop: ['same', '', ''], auth: ['behind', 'a', ''] },
  },
  {
    title: 'an app that only the backup has',
    backup: state({ shop: 'a', old: 'a b' }),
    code: django({ shop: 'a' }),
    live: state({ shop: 'a' }),
    verdict: 'ahead',
    apps: { shop: ['same', '', ''], old: ['ahead', '', 'a b'] },
  },
  {
    title: 'an app outside of the project, as in live',
    backup: state({ shop: 'a', auth: 'a b' }),
    code: django({ shop: 'a' }),
    live: state({ shop: 'a', auth: 'a b' }),
    verdict: 'same',
    apps: { shop: ['same', '', ''], auth: ['same', '', ''] },
  },
  {
    title: 'one behind and one ahead',
    backup: state({ shop: 'a', blog: 'a b' }),
    code: django({ shop: 'a b', blog: 'a' }),
    live: null,
    verdict: 'ahead',
    apps: { shop: ['behind', 'b', ''], blog: ['ahead', '', 'b'] },
  },
  {
    title: 'one ahead and one diverged',
    backup: state({ shop: 'a b', blog: 'x' }),
    code: django({ shop: 'a', blog: 'a' }),
    live: null,
    verdict: 'diverged',
    apps: { shop: ['ahead', '', 'b'], blog: ['diverged', 'a', 'x'] },
  },
  {
    title: 'one behind and one that nobody can judge',
    backup: state({ shop: 'a', auth: 'a' }),
    code: django({ shop: 'a b' }),
    live: null,
    verdict: 'unknown',
    apps: { shop: ['behind', 'b', ''], auth: ['unknown', '', 'a'] },
  },

  // Nothing to go by
  { title: 'no migrations table anywhere', backup: NOTHING, code: null, live: NOTHING, verdict: 'unknown', apps: {} },
  {
    title: 'no migrations table in the backup',
    backup: NOTHING,
    code: django({ shop: 'a b' }),
    live: state({ shop: 'a' }),
    verdict: 'unknown',
    apps: { shop: ['unknown', 'a b', ''] },
  },
  {
    title: 'a live database emptied by accident',
    backup: state({ shop: 'a' }),
    code: null,
    live: NOTHING,
    verdict: 'unknown',
    apps: { shop: ['unknown', '', 'a'] },
  },
  {
    title: 'no live database and no code',
    backup: state({ shop: 'a' }),
    code: null,
    live: null,
    verdict: 'unknown',
    apps: { shop: ['unknown', '', 'a'] },
  },
  {
    title: 'migrations tables without a row',
    backup: state({}),
    code: null,
    live: state({}),
    verdict: 'same',
    apps: { 'public.django_migrations': ['same', '', ''] },
  },
  {
    title: 'an empty table, and code',
    backup: state({}),
    code: django({ shop: 'a' }),
    live: state({ shop: 'a' }),
    verdict: 'behind',
    apps: { shop: ['behind', 'a', ''] },
  },

  // TypeORM: one app, named after its table
  {
    title: 'TypeORM code under the default table',
    backup: state({ 'public.migrations': 'a' }, 'typeorm', 'public.migrations'),
    code: typeorm('migrations', 'a b'),
    live: state({ 'public.migrations': 'a b' }, 'typeorm', 'public.migrations'),
    verdict: 'behind',
    apps: { 'public.migrations': ['behind', 'b', ''] },
  },
  {
    title: 'TypeORM code whose table stands in another schema',
    backup: state({ 'app.migrations': 'a' }, 'typeorm', 'app.migrations'),
    code: typeorm('migrations', 'a'),
    live: null,
    verdict: 'same',
    apps: { 'app.migrations': ['same', '', ''] },
  },
  {
    title: 'a TypeORM table with an odd name',
    backup: state({ '"My App"."mi grations"': 'a' }, 'typeorm', '"My App"."mi grations"'),
    code: typeorm('My App.mi grations', 'a b'),
    live: null,
    verdict: 'behind',
    apps: { '"My App"."mi grations"': ['behind', 'b', ''] },
  },
  {
    title: 'a TypeORM table moved to another schema',
    backup: state({ 'public.migrations': 'a' }, 'typeorm', 'public.migrations'),
    code: null,
    live: state({ 'app.migrations': 'a b' }, 'typeorm', 'app.migrations'),
    verdict: 'behind',
    apps: { 'public.migrations': ['behind', 'b', ''] },
  },
  {
    title: 'TypeORM code, and no table yet',
    backup: NOTHING,
    code: typeorm('migrations', 'a'),
    live: null,
    verdict: 'unknown',
    apps: { migrations: ['unknown', 'a', ''] },
  },

  // Squashed migrations
  {
    title: 'a backup from before the squash, whose replaced ones are all applied',
    backup: state({ shop: 'a b' }),
    code: django({ shop: 'a b s c' }, [
      {
        app: 'shop',
        name: 's',
        replaces: [
          { app: 'shop', name: 'a' },
          { app: 'shop', name: 'b' },
        ],
      },
    ]),
    live: state({ shop: 'a b s c' }),
    verdict: 'behind',
    apps: { shop: ['behind', 'c', ''] },
  },
  {
    title: 'the replaced ones gone from the code',
    backup: state({ shop: 'a b' }),
    code: django({ shop: 's' }, [
      {
        app: 'shop',
        name: 's',
        replaces: [
          { app: 'shop', name: 'a' },
          { app: 'shop', name: 'b' },
        ],
      },
    ]),
    live: null,
    verdict: 'same',
    apps: { shop: ['same', '', ''] },
  },
  {
    title: 'a backup that has only the squash',
    backup: state({ shop: 's' }),
    code: django({ shop: 'a b s' }, [
      {
        app: 'shop',
        name: 's',
        replaces: [
          { app: 'shop', name: 'a' },
          { app: 'shop', name: 'b' },
        ],
      },
    ]),
    live: null,
    verdict: 'same',
    apps: { shop: ['same', '', ''] },
  },
  {
    title: 'a squash applied in part: the rest is named',
    backup: state({ shop: 'a' }),
    code: django({ shop: 'a b s c' }, [
      {
        app: 'shop',
        name: 's',
        replaces: [
          { app: 'shop', name: 'a' },
          { app: 'shop', name: 'b' },
        ],
      },
    ]),
    live: null,
    verdict: 'behind',
    apps: { shop: ['behind', 'b c', ''] },
  },
  {
    title: 'a squash to be applied whole is named by its own name',
    backup: state({ shop: '' }),
    code: django({ shop: 'a b s c' }, [
      {
        app: 'shop',
        name: 's',
        replaces: [
          { app: 'shop', name: 'a' },
          { app: 'shop', name: 'b' },
        ],
      },
    ]),
    live: null,
    verdict: 'behind',
    apps: { shop: ['behind', 's c', ''] },
  },
  {
    title: 'a squash of a squash',
    backup: state({ shop: 'a b c' }),
    code: django({ shop: 't' }, [
      {
        app: 'shop',
        name: 's',
        replaces: [
          { app: 'shop', name: 'a' },
          { app: 'shop', name: 'b' },
        ],
      },
      {
        app: 'shop',
        name: 't',
        replaces: [
          { app: 'shop', name: 's' },
          { app: 'shop', name: 'c' },
        ],
      },
    ]),
    live: null,
    verdict: 'same',
    apps: { shop: ['same', '', ''] },
  },
  {
    title: 'squashes that replace each other, which Django refuses, do not hang',
    backup: state({ shop: 's t' }),
    code: django({ shop: 's t' }, [
      { app: 'shop', name: 's', replaces: [{ app: 'shop', name: 't' }] },
      { app: 'shop', name: 't', replaces: [{ app: 'shop', name: 's' }] },
    ]),
    live: null,
    verdict: 'same',
    apps: { shop: ['same', '', ''] },
  },
];

describe('compareHistories', () => {
  it.each(rows)('$title: $verdict', ({ backup, code, live, verdict, apps }) => {
    const comparison = compareHistories({ backup, code, live });
    const found = Object.fromEntries(
      comparison.apps.map((app) => [app.app, [app.verdict, app.pending.join(' '), app.unknown.join(' ')]]),
    );
    expect(found).toEqual(apps);
    expect(comparison.verdict).toBe(verdict);
  });

  it('gives both histories in their orders, so that a hole can be seen', () => {
    const { apps } = compareHistories({
      backup: state({ shop: 'a c x' }),
      code: django({ shop: 'a b c d' }),
      live: null,
    });
    expect(apps).toEqual([
      {
        framework: 'django',
        app: 'shop',
        verdict: 'diverged',
        applied: ['a', 'c', 'x'],
        expected: ['a', 'b', 'c', 'd'],
        pending: ['b', 'd'],
        unknown: ['x'],
      },
    ]);
  });

  it('names a squash in the code’s history where it will run, and what it replaces where that was applied', () => {
    const squashOf = (name: string, replaces: string): Squash => ({
      app: 'shop',
      name,
      replaces: names(replaces).map((replaced) => ({ app: 'shop', name: replaced })),
    });
    const [shop] = compareHistories({
      backup: state({ shop: 'a b' }),
      code: django({ shop: 'ab cd e' }, [squashOf('ab', 'a b'), squashOf('cd', 'c d')]),
      live: null,
    }).apps;
    expect(shop).toMatchObject({ applied: ['a', 'b'], expected: ['a', 'b', 'cd', 'e'], pending: ['cd', 'e'] });
  });

  it('keeps the tables of several schemas apart, and gives the code to each that has the app', () => {
    const two = (one: Apps, other: Apps): MigrationState => ({
      frameworks: [
        ...state(one, 'django', 't1.django_migrations').frameworks,
        ...state(other, 'django', 't2.django_migrations').frameworks,
      ],
    });
    const comparison = compareHistories({
      backup: two({ shop: 'a' }, { shop: 'a b' }),
      code: django({ shop: 'a b' }),
      live: two({ shop: 'a b' }, { shop: 'a b' }),
    });
    expect(comparison.apps.map(({ app, verdict }) => [app, verdict])).toEqual([
      ['t1.django_migrations shop', 'behind'],
      ['t2.django_migrations shop', 'same'],
    ]);
  });

  it('judges two frameworks in one database each by its own', () => {
    const backup = {
      frameworks: [
        ...state({ shop: 'a' }).frameworks,
        ...state({ 'public.migrations': 'x y' }, 'typeorm', 'public.migrations').frameworks,
      ],
    };
    const comparison = compareHistories({
      backup,
      code: [...django({ shop: 'a b' }), ...typeorm('migrations', 'x')],
      live: backup,
    });
    expect(comparison.verdict).toBe('ahead');
    expect(comparison.apps.map(({ framework, verdict }) => [framework, verdict])).toEqual([
      ['django', 'behind'],
      ['typeorm', 'ahead'],
    ]);
  });

  it('leaves a TypeORM table that the code does not name to the live database', () => {
    const both: MigrationState = {
      frameworks: [
        ...state({ 'audit.migrations': 'x' }, 'typeorm', 'audit.migrations').frameworks,
        ...state({ 'public.migrations': 'a' }, 'typeorm', 'public.migrations').frameworks,
      ],
    };
    const comparison = compareHistories({ backup: both, code: typeorm('migrations', 'a b'), live: both });
    expect(comparison.apps.map(({ app, verdict }) => [app, verdict])).toEqual([
      ['audit.migrations', 'same'],
      ['public.migrations', 'behind'],
    ]);
  });

  it('warns of migrations recorded as failed', () => {
    const backup: MigrationState = {
      frameworks: [{ framework: 'django', table: 't', apps: [{ app: 'shop', applied: ['a'], failed: ['b'] }] }],
    };
    const [warning] = compareHistories({ backup, code: null, live: backup }).warnings;
    expect(warning).toMatchObject({
      code: 'FAILED_MIGRATIONS_RECORDED',
      message: expect.stringContaining('shop (django): b'),
    });
  });

  it('does not change what it is given', () => {
    const backup = state({ shop: 'a' });
    const code = django({ shop: 'a b' });
    const before = JSON.stringify([backup, code]);
    compareHistories({ backup, code, live: backup });
    expect(JSON.stringify([backup, code])).toBe(before);
  });
});
