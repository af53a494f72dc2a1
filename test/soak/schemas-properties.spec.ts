import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { openClient, sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { hostileNames, testServer, uniqueName } from '../support/postgres-databases.js';
import { expectRoundTrip } from '../support/round-trip.js';
import { Belongings, expectEncodingRoundTrip, expectNameRoundTrip } from '../support/schema-round-trips.js';

let app: AppProcess;
let jobs: JobsClient;
let belongings: Belongings;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(() => {
  belongings = new Belongings(app);
});
afterEach(async () => {
  await belongings.drop();
});

// All names and encodings are tried by test/soak/schemas-databases.spec.ts; here, those that differ most.
describe('a database and a role with a name that breaks careless programs', () => {
  const names = hostileNames().filter((name) => /^(host=|--|\u0436)/.test(name));
  it.each(names)('%j', (name) => expectNameRoundTrip(app, belongings, name));
});

describe('a database of another encoding or locale', () => {
  it.each([
    ['LATIN1', `LOCALE 'C'`, 'Größe çé ÿ'],
    ['WIN1252', `LOCALE 'C'`, '“10 €”'],
    ['EUC_JP', `LOCALE 'C'`, '漢字かな表'],
    ['UTF8', `LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'de-u-co-phonebk'`, 'Ärger ü 😀'],
  ])('%s, %s: %s', (...encoding) => expectEncodingRoundTrip(app, belongings, encoding));

  it('SQL_ASCII with bytes that are no UTF-8', async () => {
    const { target } = await belongings.database(undefined, `TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'`);
    const client = await openClient(target);
    await client.query(`SET client_encoding = 'SQL_ASCII'; CREATE TABLE t (n int, b text, "漢字" text);
      INSERT INTO t VALUES (1, convert_from('\\xe4f6ff80'::bytea, 'SQL_ASCII'), '漢字')`);
    await client.end();
    await expectRoundTrip(jobs, {
      target,
      sourceId: await jobs.addSource(target),
      drift: () => sql(target, `INSERT INTO t VALUES (2, 'late', 'x')`),
    });
  });

  it('is not restored where its comment is in bytes that nobody can read: the plan says so', async () => {
    const { target } = await belongings.database(undefined, `TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'`);
    await sql(
      target,
      `SET client_encoding = 'SQL_ASCII'; CREATE TABLE t (n int);
       DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), convert_from('\\xe4f6', 'SQL_ASCII')); END $$`,
    );
    const backup = await jobs.completedBackup(await jobs.addSource(target));
    const { blockers } = await jobs.plan(backup.id);
    expect(blockers).toMatchObject([{ code: 'TEXT_NOT_READABLE', message: expect.stringContaining('SQL_ASCII') }]);
  });

  it('fails clearly where names of tables are in an encoding that we cannot read; ASCII names are no trouble', async () => {
    const { target } = await belongings.database(undefined, `TEMPLATE template0 ENCODING 'EUC_TW' LOCALE 'C'`);
    await sql(target, `CREATE TABLE plain (t text); INSERT INTO plain VALUES ('漢字')`);
    const sourceId = await jobs.addSource(target);
    await expectRoundTrip(jobs, { target, sourceId, drift: () => sql(target, `INSERT INTO plain VALUES ('字')`) });
    await sql(target, 'CREATE TABLE "漢字" (t text)');
    expect(await jobs.endedBackup(sourceId)).toMatchObject({
      status: 'failed',
      error: { code: 'DUMP_FAILED', hint: expect.stringContaining('ASCII names') },
    });
  });

  it.each(['LATIN1', 'EUC_JP', 'SQL_ASCII'])(
    '%s, with a name of the database and of a role in UTF-8',
    async (encoding) => {
      const name = uniqueName('база ü');
      const role = uniqueName('роль ü');
      await belongings.role(role);
      const { target } = await belongings.database(name, `TEMPLATE template0 ENCODING '${encoding}' LOCALE 'C'`);
      await sql(testServer(), `ALTER DATABASE ${quoteIdentifier(name)} SET work_mem = '7MB'`);
      await sql(
        testServer(),
        `ALTER ROLE ${quoteIdentifier(role)} IN DATABASE ${quoteIdentifier(name)} SET work_mem = '8MB'`,
      );
      await sql(testServer(), `GRANT CREATE ON DATABASE ${quoteIdentifier(name)} TO ${quoteIdentifier(role)}`);
      await sql(target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)');
      await expectRoundTrip(jobs, {
        target,
        sourceId: await jobs.addSource(target),
        drift: () => sql(target, 'INSERT INTO t VALUES (2)'),
      });
    },
  );
});

describe('an empty database', () => {
  it('comes back empty, and its drift comes back', async () => {
    const { target } = await belongings.database(undefined, 'TEMPLATE template0');
    const { backup, restore } = await expectRoundTrip(jobs, {
      target,
      sourceId: await jobs.addSource(target),
      drift: () => sql(target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1)'),
    });
    expect(backup).toMatchObject({ proof: 'decoded', tableCounts: {} });
    expect(restore.phases.map(({ status }) => status)).not.toContain('failed');
  });
});
