import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { ApiClient, type ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { ServerProcess } from '../support/server-process.js';
import { queryOnce } from '../support/throwaway-database.js';
import { freePort } from '../../scripts/lib/ports.mjs';

/** A process that dies, or freezes, in the middle of a request with an Idempotency-Key. */
let app: AppProcess;
let database: TestDatabase;
let backupId: string;
/** Holds back whoever comes to a trigger of ours, until it is released. */
let gate: Client;

beforeAll(async () => {
  app = await startApp();
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE public.things AS SELECT generate_series(1, 100) AS n');
  const jobs = new JobsClient(app.api);
  backupId = (await jobs.completedBackup(await jobs.addSource(database.target))).id;
  await control(
    `CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$`,
  );
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});
beforeEach(async () => {
  gate = new Client({ connectionString: app.database.superuserUrl });
  await gate.connect();
  await gate.query('SELECT pg_advisory_lock(4711)');
});
afterEach(async () => {
  await gate.end();
  for (const table of ['jobs', 'idempotency_keys']) await control(`DROP TRIGGER IF EXISTS gate ON ${table}`);
});

const control = (text: string, values: unknown[] = []) =>
  queryOnce<Record<string, string>>(app.database.superuserUrl, text, values);
const verifyJobs = async (): Promise<number> =>
  Number((await control(`SELECT count(*) AS n FROM jobs WHERE action = 'verify'`))[0]?.n);

async function somebodyWaitsAtTheGate(): Promise<void> {
  await eventually('somebody waits at the gate', async () => {
    const rows = await control(
      `SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted`,
    );
    return rows.length > 0;
  });
}

/** Asks until the answer is another than "still being carried out". */
async function answered(client: ApiClient) {
  return eventually('the request is answered', async () => {
    const answer = await client.post<ProblemBody>(`/backups/${backupId}/verify`, { level: 'checksum' });
    return (answer.body as Partial<ProblemBody>).detail?.includes('still being carried out') === true ? null : answer;
  });
}

it('killed after the effect and before the answer was kept: said so, and done once', async () => {
  const before = await verifyJobs();
  await control(
    `CREATE TRIGGER gate BEFORE UPDATE ON idempotency_keys FOR EACH ROW
     WHEN (NEW.progress = 'answered') EXECUTE FUNCTION wait_at_gate()`,
  );
  const client = app.api.with({ 'idempotency-key': uuidV7(), 'x-request-id': 'the-first-time' });
  const lost = client.post(`/backups/${backupId}/verify`, { level: 'checksum' }).catch(() => 'cut');
  await somebodyWaitsAtTheGate();
  await app.kill('SIGKILL');
  expect(await lost).toBe('cut');
  await gate.query('SELECT pg_advisory_unlock(4711)');
  await control('DROP TRIGGER gate ON idempotency_keys');
  await app.restart();

  const { status, body } = await answered(client.with({ 'x-request-id': 'the-second-time' }));
  expect([status, body.code]).toEqual([409, 'CONFLICT']);
  expect(body.detail).toMatch(/was carried out; its answer is lost/);
  expect(body.hint).toContain('the-first-time');
  expect(await verifyJobs()).toBe(before + 1);
});

it('killed before the effect was committed: the next one carries it out, once', async () => {
  const before = await verifyJobs();
  await control('CREATE TRIGGER gate BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION wait_at_gate()');
  const client = app.api.with({ 'idempotency-key': uuidV7() });
  const lost = client.post(`/backups/${backupId}/verify`, { level: 'checksum' }).catch(() => 'cut');
  await somebodyWaitsAtTheGate();
  await app.kill('SIGKILL');
  expect(await lost).toBe('cut');
  await gate.query('SELECT pg_advisory_unlock(4711)');
  await control('DROP TRIGGER gate ON jobs');
  await app.restart();

  const first = await answered(client);
  expect(first.status).toBe(202);
  expect((await answered(client)).body).toEqual(first.body);
  expect(await verifyJobs()).toBe(before + 1);
});

it('frozen while another process took the request over: it can commit nothing when it wakes up', async () => {
  const plans = async (): Promise<number> => Number((await control('SELECT count(*) AS n FROM restore_plans'))[0]?.n);
  const before = await plans();
  const blocker = await database.open();
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE public.things IN ACCESS EXCLUSIVE MODE');
  const headers = { 'idempotency-key': uuidV7() };
  const slow = app.api.with(headers).post<ProblemBody>(`/backups/${backupId}/restore-plan`, {});
  await eventually('planning waits for a lock', async () => {
    const rows = await sql(
      { ...database.target },
      `SELECT 1 FROM pg_locks WHERE relation = 'public.things'::regclass AND NOT granted`,
    );
    return rows.length > 0;
  });
  app.process.signal('SIGSTOP');
  await blocker.query('ROLLBACK');
  await blocker.end();

  const port = await freePort();
  const second = ServerProcess.spawn('main', { ...app.env, PORT: String(port) });
  try {
    await second.printed(/^Backstitch is ready on /m);
    const token = await new ApiClient(`http://127.0.0.1:${port}`).login(
      app.env.ADMIN_EMAIL ?? '',
      app.env.ADMIN_PASSWORD ?? '',
    );
    const plan = await eventually('the other process carries it out', async () => {
      const answer = await token.with(headers).post<ProblemBody>(`/backups/${backupId}/restore-plan`, {});
      return answer.status === 200 ? answer : null;
    });
    expect(plan.body).toHaveProperty('verdict');
  } finally {
    app.process.signal('SIGCONT');
  }
  const { status, body } = await slow;
  expect([status, body.code]).toEqual([409, 'CONFLICT']);
  expect(body.detail).toMatch(/another one with its Idempotency-Key took over/);
  expect(await plans()).toBe(before + 1);
  await second.stop();
});
