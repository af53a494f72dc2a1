import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { analyzeDatabase, makeDurable } from '../../src/platform/postgres/analyze.js';
import {
  applyDatabaseProperties,
  propertiesWeCannotApply,
} from '../../src/platform/postgres/database-properties-apply.js';
import { compareDatabaseProperties } from '../../src/platform/postgres/database-properties-compare.js';
import { readDatabaseProperties } from '../../src/platform/postgres/database-properties.js';
import { findDatabase } from '../../src/platform/postgres/database-ref.js';
import { dropDatabase } from '../../src/platform/postgres/drop-database.js';
import { createExtensionsAt, readExtensionVersions } from '../../src/platform/postgres/extension-versions.js';
import { allowConnections, hasChangedSince, readActivityCounters } from '../../src/platform/postgres/kept-database.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { endPredecessors, endSessions } from '../../src/platform/postgres/sessions.js';
import { assertEmptyDatabase, createSideDatabase } from '../../src/platform/postgres/side-database.js';
import { swapDatabases } from '../../src/platform/postgres/swap.js';
import { connect } from '../../src/platform/postgres/connection.js';
import { eventually } from '../support/eventually.js';
import { asAdmin, testServer, uniqueName } from '../support/postgres-databases.js';
import { createSwapScenario, type SwapScenario } from '../support/swap-scenario.js';

let scenario: SwapScenario;

beforeEach(async () => {
  scenario = await createSwapScenario();
});

afterEach(async () => {
  await scenario.clean();
});

async function inSide<T>(work: (db: Awaited<ReturnType<SwapScenario['open']>>) => Promise<T>): Promise<T> {
  const db = await scenario.open(scenario.names.side);
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

describe('the side database', () => {
  it('has encoding, locale, provider and owner of the live one, ICU too', async () => {
    const name = uniqueName('bst_icu');
    const copy = uniqueName('bst_icu_copy');
    await asAdmin(async (db) => {
      await db.query(
        `CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' ENCODING 'UTF8'`,
      );
      try {
        const properties = await readDatabaseProperties(db, { name });
        expect(properties).toMatchObject({ provider: 'icu', locale: 'de-DE', icuRules: null });
        const { oid } = await createSideDatabase(db, { name: copy, properties });
        const made = await readDatabaseProperties(db, { oid });
        expect(compareDatabaseProperties(properties, made, 'before_swap')).toEqual([]);
      } finally {
        await db.query(`DROP DATABASE IF EXISTS ${name}`);
        await db.query(`DROP DATABASE IF EXISTS ${copy}`);
      }
    });
  });

  it('is refused when the name is taken', async () => {
    const { names, liveProperties } = scenario;
    const made = asAdmin((db) => createSideDatabase(db, { name: names.side, properties: liveProperties }));
    await expect(made).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is known to be empty, or not', async () => {
    await expect(inSide(assertEmptyDatabase)).rejects.toThrow('relation public.filler');
    await inSide((db) => db.query('DROP TABLE public.marker, public.filler'));
    await inSide(assertEmptyDatabase);
    await inSide((db) => db.query('CREATE SCHEMA left_over'));
    await expect(inSide(assertEmptyDatabase)).rejects.toThrow('schema left_over');
  });

  it('is dropped by name and OID, with sessions on it, and once more without harm', async () => {
    const session = await scenario.open(scenario.names.side);
    expect(await asAdmin((db) => dropDatabase(db, scenario.side))).toBe(true);
    expect(session.isLost).toBe(true);
    expect(await asAdmin((db) => dropDatabase(db, scenario.side))).toBe(false);
    expect(await scenario.existing()).toEqual([scenario.live.name]);
  });

  it('is not dropped when name and OID belong to different databases', async () => {
    const wrong = { name: scenario.live.name, oid: scenario.side.oid };
    await expect(asAdmin((db) => dropDatabase(db, wrong))).rejects.toMatchObject({ code: 'CONFLICT' });
    const reused = { name: scenario.live.name, oid: 1 };
    await expect(asAdmin((db) => dropDatabase(db, reused))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await scenario.marker(scenario.live.name)).toBe('live');
    expect(await scenario.existing()).toHaveLength(2);
  });

  it('is dropped even as a template', async () => {
    await asAdmin((db) => db.query(`ALTER DATABASE ${quoteIdentifier(scenario.names.side)} IS_TEMPLATE true`));
    expect(await asAdmin((db) => dropDatabase(db, scenario.side))).toBe(true);
  });
});

describe('properties', () => {
  it('are applied exactly, again and again, and what is too much is taken away', async () => {
    const live = quoteIdentifier(scenario.live.name);
    const side = quoteIdentifier(scenario.names.side);
    await asAdmin(async (db) => {
      await db.query(`ALTER DATABASE ${live} SET search_path = ''`);
      await db.query(`ALTER DATABASE ${live} SET statement_timeout = 1`);
      await db.query(`ALTER DATABASE ${live} SET role = ${quoteIdentifier(scenario.roles.reader)}`);
      await db.query(`ALTER DATABASE ${live} SET "shop.motto" = E'it''s = 100%\\n\\\\'`);
      await db.query(`ALTER DATABASE ${side} SET work_mem = '3MB'`);
      await db.query(`ALTER DATABASE ${side} SET jit = off`);
      const wanted = await readDatabaseProperties(db, { oid: scenario.live.oid });
      for (let time = 0; time < 2; time += 1) {
        await applyDatabaseProperties(db, scenario.names.side, wanted);
        const made = await readDatabaseProperties(db, { oid: scenario.side.oid });
        expect(made.settings).toEqual(wanted.settings);
        expect(made.comment).toBe(wanted.comment);
      }
      const { rows } = await db.query<{ path: string; role: string }>(
        `SELECT current_setting('search_path') AS path, current_setting('role') AS role`,
      );
      expect(rows).toEqual([{ path: 'pg_catalog', role: 'none' }]);
    });
  });

  it('that are not equal are named', async () => {
    const { liveProperties } = scenario;
    const actual = await asAdmin((db) => readDatabaseProperties(db, { oid: scenario.side.oid }));
    const text = compareDatabaseProperties(liveProperties, actual, 'after_swap').join('\n');
    for (const part of [
      'comment: wanted',
      'connection limit: wanted 40, found -1',
      'setting missing: search_path',
      'grant missing: CONNECT',
      'grant too many: TEMPORARY to PUBLIC',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('that a plain owner cannot copy are known beforehand, and can be left out', async () => {
    const live = quoteIdentifier(scenario.live.name);
    await asAdmin(async (db) => {
      await db.query(`ALTER DATABASE ${live} SET log_min_duration_statement = 5`);
      await db.query(`ALTER ROLE ${quoteIdentifier(scenario.roles.reader)} IN DATABASE ${live} SET work_mem = '2MB'`);
      await db.query(`REVOKE ${quoteIdentifier(scenario.roles.granter)} FROM ${quoteIdentifier(scenario.roles.owner)}`);
    });
    const db = await scenario.admin(scenario.roles.owner);
    const wanted = await readDatabaseProperties(db, { oid: scenario.live.oid });
    const unappliable = await propertiesWeCannotApply(db, wanted);
    expect(unappliable.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'setting log_min_duration_statement = "5"',
      `setting work_mem = "2MB" of role "${scenario.roles.reader}"`,
      `grant CONNECT to "${scenario.roles.reader}" by "${scenario.roles.granter}"`,
    ]);
    await expect(applyDatabaseProperties(db, scenario.names.side, wanted)).rejects.toThrow('permission denied');
    await applyDatabaseProperties(db, scenario.names.side, wanted, unappliable);
    await swapDatabases({
      connect: () => scenario.admin(scenario.roles.owner),
      live: scenario.live,
      side: scenario.side,
      beforeName: scenario.names.before,
      leaveOut: unappliable,
    });
    const made = await readDatabaseProperties(db, { oid: scenario.side.oid });
    expect(compareDatabaseProperties(wanted, made, 'after_swap')).toHaveLength(unappliable.length);
    await db.end();
    expect(await asAdmin((admin) => propertiesWeCannotApply(admin, wanted))).toEqual([]);
  });
});

describe('preparing the side database', () => {
  it('analyzes partition parents and says how far it is', async () => {
    await inSide(async (db) => {
      await db.query('CREATE TABLE public.parts (i int) PARTITION BY RANGE (i)');
      await db.query('CREATE TABLE public.part PARTITION OF public.parts FOR VALUES FROM (0) TO (10)');
      await db.query('INSERT INTO public.parts SELECT g % 10 FROM generate_series(1, 100) g');
      const tables: string[] = [];
      const result = await analyzeDatabase(db, { onProgress: ({ table }) => tables.push(table) });
      expect(result.failed).toEqual([]);
      expect(tables).toContain('public.parts');
      expect(tables).not.toContain('public.part');
      const { rows } = await db.query<{ table: string }>(
        `SELECT DISTINCT tablename AS table FROM pg_stats WHERE schemaname = 'public' ORDER BY 1`,
      );
      expect(rows.map(({ table }) => table)).toEqual(['filler', 'marker', 'part', 'parts']);
      await expect(analyzeDatabase(db, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELED' });
    });
  });

  it('flushes what was committed without waiting', async () => {
    await inSide(async (db) => {
      await db.query('SET synchronous_commit = off');
      await db.query('CREATE TABLE public.late AS SELECT generate_series(1, 5000) AS i');
      const { rows: written } = await db.query<{ lsn: string }>('SELECT pg_current_wal_insert_lsn()::text AS lsn');
      await makeDurable(db);
      const { rows } = await db.query<{ isFlushed: boolean }>(
        'SELECT pg_current_wal_flush_lsn() >= $1::pg_lsn AS "isFlushed"',
        [written[0]?.lsn],
      );
      expect(rows).toEqual([{ isFlushed: true }]);
    });
  });

  it('makes an extension in the version it had, and warns where it cannot', async () => {
    await inSide(async (db) => {
      const { rows } = await db.query<{ version: string }>(
        `SELECT version FROM pg_available_extension_versions
         WHERE name = 'hstore' AND version <> (SELECT default_version FROM pg_available_extensions WHERE name = 'hstore')
         ORDER BY 1 LIMIT 1`,
      );
      const older = { name: 'hstore', version: rows[0]?.version ?? 'none', schema: 'public' };
      const gone = { name: 'citext', version: '0.1', schema: 'public' };
      const elsewhere = { name: 'pg_trgm', version: '1.4', schema: 'not_yet' };
      const made = await createExtensionsAt(db, [
        older,
        gone,
        elsewhere,
        { name: 'cube', version: '1.5', schema: 'public' },
      ]);
      expect(made.created).toEqual([older]);
      expect(made.warnings).toHaveLength(2);
      expect(await readExtensionVersions(db)).toContainEqual(older);
      expect(await createExtensionsAt(db, [older])).toEqual({ created: [], warnings: [] });
    });
  });
});

describe('sessions', () => {
  it('of a plain role are ended, those of superusers named, one not sparing the others', async () => {
    const { owner, reader, granter } = scenario.roles;
    const superuser = await scenario.open(scenario.live.name);
    const others = [await scenario.open(scenario.live.name, reader), await scenario.open(scenario.live.name, granter)];
    const db = await scenario.admin(owner);
    const result = await endSessions(db, [scenario.live.oid]);
    expect(result.ended.map(({ pid }) => pid).sort()).toEqual(others.map(({ backendPid }) => backendPid).sort());
    expect(result.refused).toMatchObject([{ pid: superuser.backendPid }]);
    await Promise.all([db.end(), superuser.end(), ...others.map((other) => other.end())]);
  });

  it('of earlier epochs are gone when the fence returns, those of this one and of others live on', async () => {
    const id = scenario.names.side.slice(-12);
    const other = id.startsWith('f') ? `0${id.slice(1)}` : `f${id.slice(1)}`;
    const open = (applicationName: string) => connect(testServer(), { applicationName });
    const old = [await open(`bst ${id} 2`), await open(`bst ${id} 9 pg_restore`)];
    const kept = [await open(`bst ${id} 10`), await open(`bst ${id} 11 x`), await open(`bst ${other} 1`)];
    const busy = old[1]?.query('SELECT pg_sleep(60)').catch(() => 'ended');
    expect(await asAdmin((db) => endPredecessors(db, { id, epoch: 10 }))).toBe(2);
    expect(await busy).toBe('ended');
    expect(old.every(({ isLost }) => isLost)).toBe(true);
    for (const session of kept) await session.query('SELECT 1');
    await Promise.all([...old, ...kept].map((session) => session.end()));
  });
});

describe('the kept database', () => {
  /** Once nobody is in it any more: a session adds the last of its counts as it ends, and autovacuum has some, too. */
  const counters = () =>
    asAdmin(async (db) => {
      await eventually('nobody is in the database', async () => {
        const sessions = await db.query('SELECT 1 FROM pg_stat_activity WHERE datid = $1', [scenario.live.oid]);
        return sessions.rows.length === 0;
      });
      return readActivityCounters(db, scenario.live.oid);
    });
  const swap = () =>
    swapDatabases({
      connect: () => scenario.admin(),
      live: scenario.live,
      side: scenario.side,
      beforeName: scenario.names.before,
    });

  it('is unchanged when it was only read', async () => {
    // Or autovacuum may write what it found, in the meantime.
    const vacuum = await scenario.open(scenario.live.name);
    await vacuum.query('VACUUM (ANALYZE)');
    await vacuum.end();
    const before = await counters();
    const reader = await scenario.open(scenario.live.name);
    await reader.query('SELECT count(*) FROM public.filler');
    await swap();
    await reader.end();
    expect(hasChangedSince(before, await counters())).toBe(false);
  });

  it.each([
    ['one row', 'INSERT INTO public.filler VALUES (1)'],
    ['a TRUNCATE', 'TRUNCATE public.filler'],
    ['a change of the schema', 'ALTER TABLE public.filler ADD COLUMN j int'],
    ['a large object', `SELECT lo_from_bytea(0, 'x')`],
  ])('is changed by %s of a session that the swap has cut', async (_title, statement) => {
    const before = await counters();
    const writer = await scenario.open(scenario.live.name);
    await writer.query(statement);
    await swap();
    await writer.end();
    expect(hasChangedSince(before, await counters())).toBe(true);
  });

  it('is opened and closed by name and OID together', async () => {
    await asAdmin((db) => allowConnections(db, scenario.side, false));
    await expect(scenario.open(scenario.names.side)).rejects.toThrow('not currently accepting');
    await asAdmin((db) => allowConnections(db, scenario.side, true));
    await asAdmin((db) => allowConnections(db, scenario.side, true));
    await inSide((db) => db.query('SELECT 1'));
    const wrong = { name: scenario.live.name, oid: scenario.side.oid };
    await expect(asAdmin((db) => allowConnections(db, wrong, false))).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await asAdmin((db) => findDatabase(db, scenario.live))).toMatchObject({ allowsConnections: true });
  });
});
