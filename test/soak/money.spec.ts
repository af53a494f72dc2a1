import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { startTestPostgres } from '../support/clusters.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';

/** Needs Debian's package locales: the machine has seldom another locale than C. */
let locales: string;
let server: PrivatePostgres;
let app: AppProcess;
let jobs: JobsClient;
beforeAll(async () => {
  locales = mkdtempSync(join(tmpdir(), 'backstitch-locales-'));
  chmodSync(locales, 0o755); // the server runs as somebody else
  execFileSync('localedef', ['-i', 'de_DE', '-f', 'UTF-8', join(locales, 'de_DE.UTF-8')]);
  server = await startTestPostgres({ env: { LOCPATH: locales } });
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
  await server.remove();
  rmSync(locales, { recursive: true });
});

const on = (database: string): ConnectionTarget => ({
  ...{ host: server.host, port: server.port, user: server.user, password: server.password },
  ...{ database, sslMode: 'disable' },
});

it('money in a currency of the database comes back as the same amounts, by every strategy', async () => {
  await sql(on('postgres'), 'CREATE DATABASE shop TEMPLATE template0');
  await sql(on('postgres'), `ALTER DATABASE shop SET lc_monetary = 'de_DE.UTF-8'`);
  await sql(
    on('shop'),
    `CREATE TABLE price (net money DEFAULT '1.234,56' CHECK (net > '-1,00'));
     INSERT INTO price VALUES (DEFAULT), ('-0,07'), ('1.000.000,00'), ('12,34')`,
  );
  const amounts = (database: string) =>
    sql(on(database), 'SELECT net::numeric AS amount, net::text FROM price ORDER BY 1');
  const before = await amounts('shop');
  expect(before[0]).toEqual({ amount: '-0.07', net: '-0,07 €' });
  const sourceId = await jobs.addSource(on('shop'));
  const backup = await jobs.completedBackup(sourceId, { fingerprints: true });
  expect((await jobs.verifiedBackup(backup.id, 'restored')).status).toBe('completed');
  for (const strategy of ['swap', 'in_place']) {
    await sql(on('shop'), 'DROP TABLE price');
    await jobs.completedRestore(backup.id, { strategy });
    expect(await amounts('shop')).toEqual(before);
  }
  await jobs.completedRestore(backup.id, { strategy: 'new_database', target: { database: 'copy' } });
  expect(await amounts('copy')).toEqual(before);
  await sql(on('shop'), 'INSERT INTO price DEFAULT VALUES');
  expect(await sql(on('shop'), 'SELECT count(*)::int AS n FROM price WHERE net::numeric = 1234.56')).toEqual([
    { n: 2 },
  ]);
});
