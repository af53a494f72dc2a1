import { describe, expect, it } from '@jest/globals';
import { inGrantOrder, type DatabaseGrant, type DatabaseProperties } from './database-properties.js';
import {
  createDatabaseStatement,
  securityLabelStatement,
  settingStatements,
} from './database-properties-statements.js';
import { databaseNames } from './database-names.js';
import { hasChangedSince, type ActivityCounters } from './kept-database.js';
import { restoreSessionSettings } from './restore-settings.js';

const properties: DatabaseProperties = {
  oid: 1,
  name: 'shop',
  owner: 'o"wner',
  encoding: 'UTF8',
  collate: 'C',
  ctype: "x'y",
  provider: 'libc',
  locale: null,
  icuRules: null,
  tablespace: 'pg_default',
  connectionLimit: -1,
  isTemplate: false,
  comment: null,
  securityLabels: [],
  settings: [],
  grants: [],
};

describe('CREATE DATABASE of the side database', () => {
  const create = (change: Partial<DatabaseProperties>, version: number) =>
    createDatabaseStatement('side', { ...properties, ...change }, { version, templateTablespace: 'pg_default' });

  it('names no provider to a server that knows none, and no tablespace that is the template’s', () => {
    expect(create({}, 140010)).toBe(
      `CREATE DATABASE "side" TEMPLATE template0 OWNER "o""wner" ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'x''y' ALLOW_CONNECTIONS false`,
    );
  });

  it('carries ICU with its rules, and the builtin provider', () => {
    expect(create({ provider: 'icu', locale: 'de-DE', icuRules: '&a < g' }, 160003)).toContain(
      `LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' ICU_RULES '&a < g'`,
    );
    expect(create({ provider: 'builtin', locale: 'C.UTF-8' }, 170002)).toContain(
      `LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`,
    );
    expect(create({ tablespace: 'fast disks' }, 150018)).toContain('TABLESPACE "fast disks"');
  });
});

describe('statements', () => {
  it('send only lists through the session, everything else as a literal', () => {
    expect(settingStatements('d', { role: null, name: 'Search_Path', value: 'a, "B c"' })).toEqual([
      `SELECT pg_catalog.set_config('Search_Path', 'a, "B c"', true)`,
      'ALTER DATABASE "d" SET "Search_Path" FROM CURRENT',
    ]);
    expect(settingStatements('d', { role: 'r', name: 'statement_timeout', value: '1' })).toEqual([
      `ALTER ROLE "r" IN DATABASE "d" SET "statement_timeout" = '1'`,
    ]);
  });

  it('quote security labels', () => {
    expect(securityLabelStatement('d', 'se"linux', `it's`)).toBe(
      `SECURITY LABEL FOR "se""linux" ON DATABASE "d" IS 'it''s'`,
    );
  });
});

it('orders grants so that each grantor holds what it grants', () => {
  const grant = (grantor: string, grantee: string, isGrantable: boolean): DatabaseGrant => ({
    grantor,
    grantee,
    privilege: 'CONNECT',
    isGrantable,
  });
  const chain = [grant('b', 'c', false), grant('a', 'b', true), grant('owner', 'a', true)];
  expect(inGrantOrder('owner', chain)).toEqual(chain.toReversed());
});

describe('names of databases', () => {
  it('take the random end of a UUID v7', () => {
    expect(databaseNames('01934F2C-7D5A-7BBB-8000-ABCDEF012345')).toEqual({
      side: 'bst_side_abcdef012345',
      before: 'bst_before_abcdef012345',
      after: 'bst_after_abcdef012345',
    });
  });

  it('are made of nothing else', () => {
    expect(() => databaseNames('x"; DROP DATABASE shop')).toThrow('UUID');
  });
});

describe('activity counters', () => {
  const counters: ActivityCounters = {
    serverVersion: 150018,
    postmasterStart: '2026-01-01',
    statsReset: null,
    inserted: '9007199254740993',
    updated: '5',
    deleted: '0',
  };

  it('say that nothing changed only when every one is the same', () => {
    expect(hasChangedSince(counters, { ...counters })).toBe(false);
  });

  it.each<[string, Partial<ActivityCounters>]>([
    ['a row', { inserted: '9007199254740994' }],
    ['an update', { updated: '6' }],
    ['a delete', { deleted: '1' }],
    ['a reset', { statsReset: '2026-02-02' }],
    ['a restart', { postmasterStart: '2026-02-02' }],
    ['an old server', { serverVersion: 140010 }],
  ])('take %s for a change', (_title, change) => {
    expect(hasChangedSince(counters, { ...counters, ...change })).toBe(true);
    expect(hasChangedSince({ ...counters, ...change }, counters)).toBe(true);
  });

  it('take what could not be read for a change', () => {
    expect(hasChangedSince(counters, null)).toBe(true);
    expect(hasChangedSince(null, counters)).toBe(true);
  });
});

it.each([
  [1, 4, '64MB'],
  [16, 4, '512MB'],
  [24, 1, '1024MB'],
])('gives a restore on %i GB by %i jobs maintenance_work_mem of %s', (gigabytes, jobs, expected) => {
  const settings = restoreSessionSettings(gigabytes * 1024 ** 3, jobs);
  expect(settings).toEqual({ synchronous_commit: 'off', maintenance_work_mem: expected });
});
