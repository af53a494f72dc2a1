import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { createFullSchema } from '../support/full-schema.js';
import { JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import {
  asAdmin,
  createTestDatabase,
  hostileNames,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';
import { expectRoundTrip } from '../support/round-trip.js';

let app: AppProcess;
let jobs: JobsClient;
beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});

/** Roles of the shared server, dropped at the end; what they own elsewhere is gone by then. */
async function createRoles<Name extends string>(names: Record<Name, string>): Promise<void> {
  for (const name of Object.values<string>(names)) await sql(testServer(), `CREATE ROLE ${quoteIdentifier(name)}`);
}
async function dropRoles(names: Record<string, string>): Promise<void> {
  for (const name of Object.values(names)) await sql(testServer(), `DROP ROLE IF EXISTS ${quoteIdentifier(name)}`);
}

describe('a schema of everything that PostgreSQL has', () => {
  const salt = uniqueName('');
  const roles = {
    reader: `reader "x" 'y' %s\n${salt}`,
    writer: `--writer=ü\\ ${salt}`,
    owner: `owner of=all, dbname=x ${salt}`,
  };
  const tablespace = `sp ace "ü" ${salt}`;
  let database: TestDatabase;
  beforeEach(async () => {
    await createRoles(roles);
    await asAdmin(async (admin) => {
      await admin.query('SET allow_in_place_tablespaces = on');
      await admin.query(`CREATE TABLESPACE ${quoteIdentifier(tablespace)} LOCATION ''`);
    });
    // 63 bytes, of which most are no ASCII
    const name = `-d "host"='evil' %\n${salt}${'漢'.repeat(9)}`;
    database = await createTestDatabase(name, `TEMPLATE template0`);
  });
  afterEach(async () => {
    await dropWithKept(app, database);
    await sql(testServer(), `DROP TABLESPACE ${quoteIdentifier(tablespace)}`);
    await dropRoles(roles);
  });

  it('comes back to the last definition and row, and so does what was live', async () => {
    const name = quoteIdentifier(database.target.database);
    const [reader, writer, owner] = [roles.reader, roles.writer, roles.owner].map(quoteIdentifier);
    const db = await database.open();
    await createFullSchema(db, { ...roles, tablespace, names: hostileNames() });
    await db.end();
    await sql(
      database.target,
      `ALTER DATABASE ${name} OWNER TO ${owner};
       ALTER DATABASE ${name} SET search_path = kinds, "--odd, 'schema'", public;
       ALTER DATABASE ${name} SET quote_all_identifiers = on;
       ALTER DATABASE ${name} SET default_transaction_read_only = on;
       ALTER DATABASE ${name} SET statement_timeout = '30s';
       ALTER DATABASE ${name} SET "own.setting" = E'it''s 100%\\nof "it" = \\\\x';
       ALTER ROLE ${writer} IN DATABASE ${name} SET search_path = "$user", kinds;
       ALTER ROLE ${reader} IN DATABASE ${name} SET work_mem = '7MB';
       ALTER ROLE CURRENT_USER IN DATABASE ${name} SET bytea_output = 'escape';
       ALTER ROLE CURRENT_USER IN DATABASE ${name} SET "DateStyle" = 'German';
       REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
       GRANT CREATE, CONNECT ON DATABASE ${name} TO ${writer} WITH GRANT OPTION;
       SET ROLE ${writer}; GRANT CONNECT ON DATABASE ${name} TO ${reader}, PUBLIC; RESET ROLE;
       ALTER DATABASE ${name} CONNECTION LIMIT 23;
       COMMENT ON DATABASE ${name} IS E'it''s 100% "ours"\\n-- = \\\\ ü'`,
    );
    const sourceId = await jobs.addSource(database.target);
    const { backup } = await expectRoundTrip(jobs, {
      target: database.target,
      sourceId,
      drift: () => sql(database.target, DRIFT),
    });
    // As quote_ident writes names, whatever quote_all_identifiers says; unlogged tables and partitions with their rows.
    expect(backup.tableCounts).toMatchObject({ 'kinds.unlogged': 50, 'kinds."both"': 2, 'kinds.sale_eu_new': 125 });
  });
});

const DRIFT = `
  BEGIN READ WRITE; SET LOCAL search_path = pg_catalog;
  TRUNCATE kinds.refund; UPDATE kinds.sale SET n = n + 1 WHERE region = 'eu';
  ALTER TABLE kinds.sale ATTACH PARTITION kinds.sale_gone FOR VALUES IN ('gone'); INSERT INTO kinds.unlogged (t) VALUES ('late');
  ALTER TYPE kinds.person ADD ATTRIBUTE age int; DROP EVENT TRIGGER on_rewrite; DROP INDEX kinds.by_brin;
  ALTER TABLE kinds.base DISABLE ROW LEVEL SECURITY; TRUNCATE kinds.both; DROP PUBLICATION some_rows;
  CREATE TABLE kinds.late (id int REFERENCES kinds.hen); SELECT lo_unlink(77); DROP SERVER without_program CASCADE;
  ALTER DEFAULT PRIVILEGES REVOKE USAGE ON SCHEMAS FROM PUBLIC; DROP TEXT SEARCH CONFIGURATION kinds.search CASCADE; COMMIT`;
