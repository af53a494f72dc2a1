import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { findSwapBlockers } from '../../src/platform/postgres/blockers.js';
import { connect, type ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { readDatabaseProperties } from '../../src/platform/postgres/database-properties.js';
import type { DatabaseRef } from '../../src/platform/postgres/database-ref.js';
import { dropDatabase } from '../../src/platform/postgres/drop-database.js';
import { createSideDatabase } from '../../src/platform/postgres/side-database.js';
import { swapDatabases } from '../../src/platform/postgres/swap.js';
import { startTestPostgres } from '../support/clusters.js';

/** Slots and prepared transactions need settings that the shared server does not have. */
let server: PrivatePostgres;
let live: DatabaseRef;
let side: DatabaseRef;

const open = (database: string) => {
  const url = new URL(server.url);
  const target: ConnectionTarget = {
    host: url.hostname,
    port: Number(url.port),
    database,
    user: decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
    sslMode: 'disable',
  };
  return connect(target, { applicationName: 'backstitch-test' });
};

async function blockers() {
  const [admin, db] = [await open('postgres'), await open('shop')];
  const found = await findSwapBlockers({ admin, live: db, database: live });
  await Promise.all([admin.end(), db.end()]);
  return found.blockers;
}

beforeAll(async () => {
  server = await startTestPostgres({ settings: { wal_level: 'logical', max_prepared_transactions: 4 } });
  const admin = await open('postgres');
  await admin.query('CREATE DATABASE shop TEMPLATE template0');
  const properties = await readDatabaseProperties(admin, { name: 'shop' });
  live = { name: 'shop', oid: properties.oid };
  side = { name: 'bst_side_1', oid: (await createSideDatabase(admin, { name: 'bst_side_1', properties })).oid };
  await admin.end();
});

afterAll(async () => {
  await server.remove();
});

it('a prepared transaction is a blocker, and makes a swap fail without harm', async () => {
  const db = await open('shop');
  await db.query('CREATE TABLE public.held (i int)');
  await db.query(`BEGIN; INSERT INTO public.held VALUES (1); PREPARE TRANSACTION 'it''s held'`);
  expect(await blockers()).toMatchObject([
    { code: 'PREPARED_TRANSACTIONS', message: expect.stringContaining(`"it's held"`) },
  ]);

  const swap = swapDatabases({
    connect: () => open('postgres'),
    live,
    side,
    beforeName: 'bst_before_1',
    maxWaitMs: 150,
    maxAttempts: 2,
  });
  await expect(swap).rejects.toMatchObject({
    code: 'SWAP_FAILED',
    hint: expect.stringContaining('prepared transactions'),
  });
  const again = await open('shop');
  await again.query(`ROLLBACK PREPARED 'it''s held'`);
  await again.end();
  await db.end();
  expect(await blockers()).toEqual([]);
});

it('a replication slot is a blocker, and saves its database from being dropped', async () => {
  const db = await open('shop');
  await db.query(`SELECT pg_create_logical_replication_slot('feed_slot', 'pgoutput')`);
  expect(await blockers()).toMatchObject([
    { code: 'REPLICATION_SLOTS', message: expect.stringContaining('"feed_slot"') },
  ]);

  const admin = await open('postgres');
  await expect(dropDatabase(admin, live)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('"feed_slot"'),
  });
  await db.query(`SELECT pg_drop_replication_slot('feed_slot')`);
  await Promise.all([admin.end(), db.end()]);
  expect(await blockers()).toEqual([]);
});
