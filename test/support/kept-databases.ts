import type { ApiClient } from './api-client.js';
import { expectStatus, type RestoreRecord } from './jobs-client.js';
import { asAdmin, type TestDatabase } from './postgres-databases.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';

/** Drops what restores keep on the server that tests share: a test does not wait for its windows to close. */
export async function dropKeptDatabases(api: ApiClient): Promise<void> {
  const answer = await api.get<{ items: RestoreRecord[] }>('/restores?limit=200');
  for (const { keptDatabase } of expectStatus(200, answer).items) {
    if (keptDatabase === null) continue;
    await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(keptDatabase)} WITH (FORCE)`));
  }
}

/** Drops a database that a test made, with those that restores keep. */
export async function dropWithKept({ api }: { api: ApiClient }, database: TestDatabase): Promise<void> {
  await dropKeptDatabases(api);
  await database.drop();
}
