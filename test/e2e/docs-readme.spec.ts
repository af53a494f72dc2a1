import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { readState, sql } from '../support/database-state.js';
import { commandsUnder, fillIn, runShell } from '../support/documents.js';
import { dropKeptDatabases } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

/** Whoever copies the commands of README.md gets what it says. */
let app: AppProcess;
let database: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item SELECT generate_series(1, 100)');
});
afterAll(async () => {
  await dropKeptDatabases(app.api);
  await app.stop();
  await database.drop();
});

it('a first backup, a first restore, rolled back, nights and people end as the README says', async () => {
  const { host, port, user, database: name } = database.target;
  const before = await readState(database.target);
  const firstBackup = fillIn(commandsUnder('README.md', 'A first backup'), {
    'http://127.0.0.1:8000': app.baseUrl,
    'admin@localhost': ADMIN.email,
    PASSWORD: ADMIN.password,
    '"host": "127.0.0.1", "port": 5432': `"host": "${host}", "port": ${port}`,
    '"database": "shop", "user": "shop_owner", "password": "SECRET"': `"database": "${name}", "user": "${user}"`,
  });
  const drift = `psql -q -c 'CREATE TABLE made_since (id int); DELETE FROM item WHERE id > 90'\n`;
  const restore = commandsUnder('README.md', 'A first restore');
  const nights = commandsUnder('README.md', 'Left alone at night');
  const people = commandsUnder('README.md', 'Many people, and what they did');
  const result = await runShell(`${firstBackup}${drift}${restore}${nights}${people}`, {
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGDATABASE: name,
  });
  expect(result.stderr).toBe('');
  expect(result.code).toBe(0);
  const [ofBackup = '', ofRestore = ''] = result.stdout.split(/^(?=unknown$)/m);
  expect(ofBackup).toMatch(/pg_dump ended with 0[^]*^completed$/m);
  expect(ofRestore).toMatch(
    /^unknown\n[^]*tables: \[ 'public.made_since' \][^]*Swapped\.[^]*^\d+\n[^]*\nrolled_back\ntrue\n(green|yellow|red)\n\d+\ntrue\ntrue\n$/m,
  );
  const after = await readState(database.target);
  expect(after.schema).toContain('made_since');
  expect(after.rows['public.item']?.count).toBe(90);
  expect(before.rows['public.item']?.count).toBe(100);
});
