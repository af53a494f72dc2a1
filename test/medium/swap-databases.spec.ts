import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AppError } from '../../src/common/app-error.js';
import type { DatabaseClient } from '../../src/platform/postgres/connection.js';
import { applyDatabaseProperties } from '../../src/platform/postgres/database-properties-apply.js';
import { compareDatabaseProperties } from '../../src/platform/postgres/database-properties-compare.js';
import { readDatabaseProperties } from '../../src/platform/postgres/database-properties.js';
import { fetchDatabases } from '../../src/platform/postgres/database-ref.js';
import { dropDatabase } from '../../src/platform/postgres/drop-database.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { readSwapState, type SwapState } from '../../src/platform/postgres/swap-state.js';
import { rollbackSwap, swapDatabases } from '../../src/platform/postgres/swap.js';
import { asAdmin, hostileNames } from '../support/postgres-databases.js';
import { createSwapScenario, loginAsTests, type SwapScenario } from '../support/swap-scenario.js';
import { reconnectingClients } from '../support/reconnecting-clients.js';

let scenario: SwapScenario;

beforeEach(async () => {
  scenario = await createSwapScenario();
});

afterEach(async () => {
  await scenario.clean();
});

function swap(options: { user?: string; maxWaitMs?: number; maxAttempts?: number } = {}, s = scenario) {
  const { user, ...rest } = options;
  return swapDatabases({
    connect: () => s.admin(user),
    live: s.live,
    side: s.side,
    beforeName: s.names.before,
    ...rest,
  });
}

function rollback(user?: string, s = scenario) {
  return rollbackSwap({
    connect: () => s.admin(user),
    live: { name: s.live.name, oid: s.side.oid },
    before: { name: s.names.before, oid: s.live.oid },
    afterName: s.names.after,
  });
}

async function state(s = scenario): Promise<SwapState> {
  const databases = await asAdmin(fetchDatabases);
  return readSwapState(databases, {
    liveName: s.live.name,
    liveOid: s.live.oid,
    sideName: s.names.side,
    sideOid: s.side.oid,
    beforeName: s.names.before,
    afterName: s.names.after,
  });
}

async function differencesNow(): Promise<string[]> {
  const now = await asAdmin((db) => readDatabaseProperties(db, { name: scenario.live.name }));
  return compareDatabaseProperties(scenario.liveProperties, now, 'after_swap');
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => {
      throw new Error('did not fail');
    },
    (error: unknown) => error as AppError,
  );
}

describe.each([
  ['a superuser', false],
  ['an owner who is no superuser', true],
])('swapping as %s', (_title, isOwner) => {
  const user = (): string | undefined => (isOwner ? scenario.roles.owner : undefined);

  it('puts the side database under the live name, with every property, and back', async () => {
    const admin = await scenario.admin(user());
    await applyDatabaseProperties(admin, scenario.names.side, scenario.liveProperties);
    const side = await readDatabaseProperties(admin, { oid: scenario.side.oid });
    expect(compareDatabaseProperties(scenario.liveProperties, side, 'before_swap')).toEqual([]);
    await admin.end();

    expect(await state()).toMatchObject({ state: 'not_swapped' });
    await swap({ user: user() });
    expect(await state()).toMatchObject({ state: 'swapped', before: { allowsConnections: false } });
    expect(await scenario.marker(scenario.live.name)).toBe('side');
    expect(await differencesNow()).toEqual([]);
    await expect(scenario.open(scenario.names.before)).rejects.toThrow('not currently accepting connections');

    await rollback(user());
    expect(await state()).toMatchObject({
      state: 'rolled_back',
      live: { allowsConnections: true },
      after: { allowsConnections: false },
    });
    expect(await scenario.marker(scenario.live.name)).toBe('live');
    expect(await differencesNow()).toEqual([]);
    await expect(scenario.open(scenario.names.after)).rejects.toThrow('not currently accepting connections');
  });
});

it('lets nobody but the owner into the side database before, and the right ones after', async () => {
  const { reader } = scenario.roles;
  await expect(scenario.open(scenario.names.side, reader)).rejects.toThrow('permission denied');
  await swap();
  await (await scenario.open(scenario.live.name, reader)).end();
  await asAdmin((db) => db.query(`CREATE ROLE ${quoteIdentifier(`${reader}_x`)} ${loginAsTests()}`));
  await expect(scenario.open(scenario.live.name, `${reader}_x`)).rejects.toThrow('permission denied');
  await asAdmin((db) => db.query(`DROP ROLE ${quoteIdentifier(`${reader}_x`)}`));
});

it('keeps a grant that was made between the plan and the swap, and takes away what a migration granted on the side', async () => {
  const { reader, granter } = scenario.roles;
  await asAdmin(async (db) => {
    await db.query(`GRANT CREATE ON DATABASE ${quoteIdentifier(scenario.live.name)} TO ${quoteIdentifier(granter)}`);
    await db.query(`GRANT CREATE ON DATABASE ${quoteIdentifier(scenario.names.side)} TO ${quoteIdentifier(reader)}`);
  });
  const wanted = await asAdmin((db) => readDatabaseProperties(db, { oid: scenario.live.oid }));
  await swap();
  const now = await asAdmin((db) => readDatabaseProperties(db, { oid: scenario.side.oid }));
  expect(now.grants).toHaveLength(wanted.grants.length);
  expect(now.grants).toEqual(expect.arrayContaining(wanted.grants));
});

it('keeps 20 reconnecting clients waiting for well under a second, and none ever sees anything but a whole database', async () => {
  const clients = reconnectingClients(scenario.live.name, scenario.roles.granter, 20);
  const work = async () => {
    try {
      await clients.connected(20);
      const result = await swap({ user: scenario.roles.owner });
      await clients.seen('side');
      return result;
    } finally {
      await clients.stop();
    }
  };
  const { downtimeMs, endedSessions, attempts } = await work();
  const seen = await clients.stop();

  expect(attempts).toBe(1);
  expect(endedSessions).toBeGreaterThanOrEqual(20);
  expect(downtimeMs).toBeLessThan(1_000);
  expect(seen.markers).toEqual(['live', 'side']);
  expect(seen.longestGapMs).toBeLessThan(2_000);
  process.stderr.write(`swap under 20 clients: ${downtimeMs} ms, longest gap of a client ${seen.longestGapMs} ms\n`);
});

it('changes nothing and names the session when one may not be ended', async () => {
  const superusers = await scenario.open(scenario.live.name);
  const error = await failureOf(swap({ user: scenario.roles.owner, maxWaitMs: 200, maxAttempts: 2 }));
  expect(error).toMatchObject({ code: 'SWAP_FAILED' });
  expect(error.message).toContain(`pid ${superusers.backendPid}`);
  expect(await state()).toMatchObject({ state: 'not_swapped' });
  await superusers.end();
  await swap({ user: scenario.roles.owner });
  expect(await state()).toMatchObject({ state: 'swapped' });
});

it('tries again when something was in the way', async () => {
  const attempts: number[] = [];
  const superusers = await scenario.open(scenario.live.name);
  const result = await swapDatabases({
    connect: () => scenario.admin(scenario.roles.owner),
    live: scenario.live,
    side: scenario.side,
    beforeName: scenario.names.before,
    maxWaitMs: 250,
    onAttempt: (attempt) => {
      attempts.push(attempt);
      if (attempt === 2) void superusers.end();
    },
  });
  expect(attempts).toEqual([1, 2]);
  expect(result.attempts).toBe(2);
  expect(await state()).toMatchObject({ state: 'swapped' });
});

it('refuses when the name of the side database was given to another one', async () => {
  const side = quoteIdentifier(scenario.names.side);
  await asAdmin(async (db) => {
    await db.query(`ALTER DATABASE ${side} RENAME TO ${quoteIdentifier(scenario.names.after)}`);
    await db.query(`CREATE DATABASE ${side} OWNER ${quoteIdentifier(scenario.roles.owner)}`);
  });
  const error = await failureOf(swap());
  expect(error).toMatchObject({ code: 'SWAP_FAILED' });
  expect(error.hint).toContain('Nothing was changed');
  expect(await scenario.marker(scenario.live.name)).toBe('live');
});

it('refuses a side database whose DROP was interrupted, though PostgreSQL would rename it', async () => {
  await asAdmin((db) => db.query('UPDATE pg_database SET datconnlimit = -2 WHERE oid = $1', [scenario.side.oid]));
  const error = await failureOf(swap());
  expect(error).toMatchObject({ code: 'SWAP_FAILED' });
  expect(await state()).toMatchObject({ state: 'interrupted_drop', of: 'side' });
  expect(await scenario.marker(scenario.live.name)).toBe('live');
  expect(await asAdmin((db) => dropDatabase(db, scenario.side))).toBe(true);
  expect(await state()).toEqual({ state: 'no_side' });
});

it('changes nothing when the name for the old database is taken', async () => {
  await asAdmin((db) => db.query(`CREATE DATABASE ${quoteIdentifier(scenario.names.before)}`));
  expect(await failureOf(swap())).toMatchObject({ code: 'SWAP_FAILED' });
  expect(await scenario.marker(scenario.live.name)).toBe('live');
});

it('changes nothing without the right to create databases', async () => {
  await asAdmin((db) => db.query(`ALTER ROLE ${quoteIdentifier(scenario.roles.owner)} NOCREATEDB`));
  expect(await failureOf(swap({ user: scenario.roles.owner }))).toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(await state()).toMatchObject({ state: 'not_swapped' });
});

it('refuses to work from a session on the very database', async () => {
  const error = await failureOf(
    swapDatabases({
      connect: () => scenario.open(scenario.live.name),
      live: scenario.live,
      side: scenario.side,
      beforeName: scenario.names.before,
    }),
  );
  expect(error).toMatchObject({ code: 'SWAP_FAILED' });
  expect(error.hint).toContain('maintenanceDatabase');
});

/** The first session answers its COMMIT with a lost connection, after or before the server has done the work. */
function losing(when: 'after_commit' | 'before_commit'): () => Promise<DatabaseClient> {
  let opened = 0;
  return async () => {
    const client = await scenario.admin();
    opened += 1;
    if (opened > 1) return client;
    const query = client.query.bind(client);
    client.query = async <Row>(sql: string, values?: readonly unknown[]) => {
      if (!sql.includes('RENAME TO')) return query<Row>(sql, values);
      if (when === 'after_commit') await query(sql, values);
      await asAdmin((db) => db.query('SELECT pg_terminate_backend($1)', [client.backendPid]));
      return query<Row>('SELECT pg_sleep(5)');
    };
    return client;
  };
}

it('believes the catalogue, not the connection, when COMMIT went through but its answer was lost', async () => {
  const result = await swapDatabases({
    connect: losing('after_commit'),
    live: scenario.live,
    side: scenario.side,
    beforeName: scenario.names.before,
  });
  expect(result.attempts).toBe(1);
  expect(await state()).toMatchObject({ state: 'swapped' });
});

it('swaps with a new session when the first was lost before the server did anything', async () => {
  const result = await swapDatabases({
    connect: losing('before_commit'),
    live: scenario.live,
    side: scenario.side,
    beforeName: scenario.names.before,
  });
  expect(result.attempts).toBe(2);
  expect(await state()).toMatchObject({ state: 'swapped' });
});

it('swaps and rolls back databases of hostile names', async () => {
  for (const liveName of hostileNames()) {
    const hostile = await createSwapScenario({ liveName });
    try {
      await swap({ user: hostile.roles.owner }, hostile);
      expect(await hostile.marker(liveName)).toBe('side');
      const live = await asAdmin((db) => readDatabaseProperties(db, { oid: hostile.side.oid }));
      expect(live.grants).toEqual(expect.arrayContaining(hostile.liveProperties.grants));
      await rollback(hostile.roles.owner, hostile);
      expect(await state(hostile)).toMatchObject({ state: 'rolled_back' });
    } finally {
      await hostile.clean();
    }
  }
});
