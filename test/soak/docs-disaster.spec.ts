import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { readState, sql } from '../support/database-state.js';
import { commandsUnder, fillIn, runShell } from '../support/documents.js';
import { JobsClient } from '../support/jobs-client.js';
import { asAdmin, createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';
import { ServerProcess } from '../support/server-process.js';
import { createThrowawayDatabase, type ThrowawayDatabase } from '../support/throwaway-database.js';

/** The machine is lost: docs/operations/disaster-drill.md, as it stands there. */
const PAGE = 'docs/operations/disaster-drill.md';
let app: AppProcess;
let lost: TestDatabase;
let machine: { directory: string; database: ThrowawayDatabase; env: Record<string, string> };
let process: ServerProcess;
const restored = uniqueName('bst_rescued');

beforeAll(async () => {
  lost = await createTestDatabase();
  await sql(
    lost.target,
    `CREATE TABLE item (id int PRIMARY KEY, name text); INSERT INTO item SELECT n, 'item ' || n FROM generate_series(1, 200) n`,
  );
  app = await startApp();
  const jobs = new JobsClient(app.api);
  await jobs.completedBackup(await jobs.addSource(lost.target, { name: 'shop' }));
  expect(await runShell('node dist/app/cli.js control:dump', app.env)).toMatchObject({ code: 0 });
  await app.kill('SIGKILL');
  await app.database.drop();

  const directory = await mkdtemp(join(tmpdir(), 'backstitch-drill-'));
  await cp(app.backupDir, join(directory, 'copy'), { recursive: true });
  const database = await createThrowawayDatabase();
  const env = {
    ...app.env,
    DATABASE_URL: database.url,
    BACKSTITCH_HOME: join(directory, 'home'),
    BACKUP_DIR: join(directory, 'store'),
  };
  machine = { directory, database, env };
});
afterAll(async () => {
  await process.stop();
  await app.stop();
  await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${restored} WITH (FORCE)`));
  await lost.drop();
  await machine.database.drop();
  await rm(machine.directory, { recursive: true });
});

it('brings back the control database and a database out of a copy of the store and the master key', async () => {
  const before = await readState(lost.target);
  const store = await runShell(
    fillIn(commandsUnder(PAGE, '2. The store comes back'), { 'COPY/.': `${join(machine.directory, 'copy')}/.` }),
    machine.env,
  );
  expect(store).toMatchObject({ code: 0, stdout: expect.stringMatching(/_manual_.* bytes$/m) });
  const control = await runShell(commandsUnder(PAGE, '3. The control database comes back'), machine.env);
  expect(control).toMatchObject({ code: 0, stderr: expect.stringContaining('restored, every row of it') });

  process = ServerProcess.spawn('main', machine.env);
  await process.printed(/^Backstitch is ready on /m);
  const { host, port } = lost.target;
  const commands = fillIn(
    commandsUnder(PAGE, '4. Start, and look') + commandsUnder(PAGE, '5. The databases come back'),
    {
      'http://127.0.0.1:8000': app.baseUrl,
      'admin@localhost': ADMIN.email,
      '"PASSWORD"': `"${ADMIN.password}"`,
      '"host": "NEW_HOST", "port": 5432': `"host": "${host}", "port": ${port}`,
      NEW_PASSWORD: 'any',
      NEW_DATABASE: restored,
    },
  );
  const { code, stdout, stderr } = await runShell(commands, {});
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^completed\n[^]*^completed\n$/m);
  expect((await readState({ ...lost.target, database: restored })).rows).toEqual(before.rows);
});
