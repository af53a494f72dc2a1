import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DumpObserver } from '../../src/features/backups/dump-observer.js';
import type { DatabaseClient } from '../../src/platform/postgres/connection.js';
import { eventually } from '../support/eventually.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

let database: TestDatabase;
let holder: DatabaseClient;
let waiter: DatabaseClient;

beforeEach(async () => {
  database = await createTestDatabase();
  holder = await database.open('the holder');
  waiter = await database.open('the dump');
});
afterEach(async () => {
  await holder.end();
  await waiter.end();
  await database.drop();
});

it('still names who was in the way once the wait was cut off', async () => {
  const observer = new DumpObserver(await database.open('the watch'), 'the dump');
  try {
    await holder.query('CREATE TABLE public.t (n int)');
    await holder.query('BEGIN; LOCK TABLE public.t');
    const waiting = waiter.query('TABLE public.t');
    await eventually('the observer sees it', () => Promise.resolve(observer.blockers));
    await holder.query('ROLLBACK');
    await waiting;
    // Looked again meanwhile, once a second, and found nobody.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(observer.blockers).toContain('(the holder)');
  } finally {
    await observer.stop();
  }
});
