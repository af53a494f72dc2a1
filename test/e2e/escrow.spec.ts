import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readdir, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { exportKeys } from '../../src/features/encryption-keys/key-export.js';
import { masterRecoveryIdentity } from '../../src/platform/crypto/age-identity.js';
import { LocalStorage } from '../../src/platform/storage/drivers/local-storage.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

/** What is left when the control database is lost: a store, and the master key. */
let app: AppProcess;
let database: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  database = await createTestDatabase();
  const jobs = new JobsClient(app.api);
  await jobs.completedBackup(await jobs.addSource(database.target));
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

async function keyFile(): Promise<string> {
  const files = await readdir(join(app.backupDir, 'keys'), { recursive: true });
  return join(app.backupDir, 'keys', files.find((file) => file.endsWith('.age')) ?? 'none');
}

async function exported(): Promise<string[]> {
  const { identity } = await masterRecoveryIdentity(Buffer.from(app.masterKey, 'base64'));
  return (await exportKeys(new LocalStorage(app.backupDir, null), [identity])).exported.map((key) => key.identity);
}

it.each([
  ['damaged', (file: string) => truncate(file, 20)],
  ['emptied', (file: string) => truncate(file, 0)],
  ['gone', (file: string) => rm(file)],
])('a key that is %s in the store is there again after a start, though no backup needs it', async (_, damage) => {
  const [key] = await exported();
  // While it runs, its sweep may bring the key back before we look.
  await app.kill('SIGTERM');
  await damage(await keyFile());
  expect(await exported()).toEqual([]);
  await app.restart();
  await eventually('the key is there again', async () => (await exported()).length > 0);
  expect(await exported()).toEqual([key]);
});
