import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, ApiResponse, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient, type RestoreRecord } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

interface Restore extends RestoreRecord {
  number: number;
  finishedAt: string | null;
  requestedBy: string;
  approvedBy: string | null;
  approvals: { act: string; status: string; requestedBy: string; decidedBy: string | null; reason: string | null }[];
  options: Record<string, unknown>;
}

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let backup: BackupRecord;
let operator: ApiClient;
let approver: ApiClient;
let other: ApiClient;
let admin: ApiClient;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE t (n int); INSERT INTO t VALUES (1), (2)');
  sourceId = await jobs.addSource(database.target);
  backup = await jobs.completedBackup(sourceId);
  await sql(database.target, 'INSERT INTO t VALUES (3)');
  operator = await addPerson(app, { role: 'operator', email: 'operator@example.test' });
  approver = await addPerson(app, { role: 'approver', email: 'approver@example.test' });
  other = await addPerson(app, { role: 'approver', email: 'other@example.test' });
  admin = await addPerson(app, { role: 'admin', email: 'another-admin@example.test' });
});
afterAll(async () => {
  await dropWithKept(app, database);
  await app.stop();
});
beforeEach(() => approvalRequired(true));

async function approvalRequired(isRequired: boolean): Promise<void> {
  expectStatus(200, await app.api.put('/settings', { approvalRequired: isRequired }));
}

async function ask(client = operator, more: object = {}): Promise<Restore> {
  const answer = await client.post<{ restore: Restore; jobId: string | null }>(`/backups/${backup.id}/restore`, {
    confirm: 'RESTORE',
    ...more,
  });
  const { restore, jobId } = expectStatus(202, answer);
  expect([restore.status, jobId]).toEqual(['awaiting_approval', null]);
  return restore;
}

const approve = (client: ApiClient, id: string) =>
  client.post<ProblemBody & { restore: Restore; jobId: string }>(`/restores/${id}/approve`);
const reject = (client: ApiClient, id: string, reason?: string) =>
  client.post<ProblemBody & Restore>(`/restores/${id}/reject`, reason === undefined ? {} : { reason });
const cancel = (client: ApiClient, id: string) => client.post<ProblemBody & Restore>(`/restores/${id}/cancel`);
const read = async (id: string) => (await app.api.get<Restore>(`/restores/${id}`)).body;
const codeOf = ({ status, body }: ApiResponse<{ code?: string }>) => [status, body.code];

/** What somebody was to be told of a restore, and what the audit trail has. */
async function traces(id: string): Promise<{ events: string[]; acts: string[] }> {
  const url = app.database.superuserUrl;
  const events = await queryOnce<{ kind: string }>(
    url,
    `SELECT kind FROM events WHERE "subjectId" = $1 ORDER BY "createdAt", id`,
    [id],
  );
  const acts = await queryOnce<{ act: string }>(
    url,
    `SELECT action || ' by ' || actor AS act FROM audit_events WHERE "subjectId" = $1 ORDER BY at, id`,
    [id],
  );
  return { events: events.map(({ kind }) => kind), acts: acts.map(({ act }) => act) };
}

describe('a restore that needs approval', () => {
  it('waits without a lock, and protects its backup', async () => {
    const restore = await ask();
    expect(restore).toMatchObject({
      approvedBy: null,
      requestedBy: 'operator@example.test',
      approvals: [{ act: 'restore', status: 'waiting', requestedBy: 'operator@example.test', decidedBy: null }],
      options: { runMigrations: true, allowAhead: false, skipSafetyBackup: false, reason: null },
    });
    await jobs.completedBackup(sourceId);
    const deleted = await app.api.delete<ProblemBody>(`/backups/${backup.id}`);
    expect(codeOf(deleted)).toEqual([409, 'BACKUP_IN_USE']);
    expect(deleted.body.detail).toContain(`restore #${restore.number} waits for approval`);
    const withAll = await app.api.delete<ProblemBody>(`/sources/${sourceId}?withBackups=true`);
    expect(codeOf(withAll)).toEqual([409, 'BACKUP_IN_USE']);
    const list = await approver.get<{ items: Restore[] }>('/restores?status=awaiting_approval');
    expect(list.body.items.map(({ id }) => id)).toEqual([restore.id]);
    expect((await app.api.get<{ notes: string[] }>(`/restores/${restore.id}/report`)).body.notes).toEqual([]);
    await cancel(operator, restore.id);
  });

  it('is approved by those who may, and never by whoever asked for it', async () => {
    const restore = await ask(approver);
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect(codeOf(await approve(stranger, restore.id))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await reject(stranger, restore.id))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await approve(operator, restore.id))).toEqual([403, 'FORBIDDEN']);
    expect(codeOf(await reject(operator, restore.id))).toEqual([403, 'FORBIDDEN']);
    const own = await approve(approver, restore.id);
    expect(codeOf(own)).toEqual([403, 'FORBIDDEN']);
    expect(own.body.detail).toBe('You asked for this restore yourself.');
    expect(await read(restore.id)).toMatchObject({ status: 'awaiting_approval' });

    // Two at the same instant: one of them approves it.
    const both = await Promise.all([approve(other, restore.id), approve(admin, restore.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    const winner = both.findIndex(({ status }) => status === 202) === 0 ? 'other@' : 'another-admin@';
    const ended = (await jobs.restoreEnds(restore.id)) as Restore;
    expect(ended).toMatchObject({ status: 'completed', approvedBy: `${winner}example.test` });
    expect(await sql(database.target, 'SELECT count(*)::int AS n FROM t')).toEqual([{ n: 2 }]);
    expect(codeOf(await approve(other, restore.id))).toEqual([409, 'CONFLICT']);
    expect(await jobs.logText(`restores/${restore.id}`)).toContain('approver@example.test asked for a restore');
    const { events, acts } = await traces(restore.id);
    expect(events).toEqual(['restore.awaiting_approval', 'restore.approved', 'restore.completed']);
    expect(acts).toEqual([
      'restore.create by approver@example.test',
      `restore.approve by ${winner}example.test`,
      'restore.end by worker',
    ]);
  });

  it('is approved by no API key, and not by whose key asked for it', async () => {
    const made = await admin.post<{ id: string; key: string }>('/api-keys', {
      name: 'k',
      scopes: ['restore', 'admin'],
    });
    const key = app.anonymous.withToken(expectStatus(201, made).key);
    const [byKey, byOperator] = [await ask(key), await ask()];
    expect(codeOf(await approve(admin, byKey.id))).toEqual([403, 'FORBIDDEN']);
    for (const decide of [approve, reject]) {
      const refused = await decide(key, byOperator.id);
      expect(codeOf(refused)).toEqual([403, 'FORBIDDEN']);
      expect(refused.body.hint).toBe('Only a person who has signed in may.');
    }
    expectStatus(202, await cancel(key, byKey.id));
    expectStatus(202, await cancel(operator, byOperator.id));
  });

  it('that a key asked for is not approved once that key is revoked', async () => {
    const made = await admin.post<{ id: string; key: string }>('/api-keys', { name: 'lost', scopes: ['restore'] });
    const { id: keyId, key } = expectStatus(201, made);
    const restore = await ask(app.anonymous.withToken(key));
    expectStatus(200, await admin.delete(`/api-keys/${keyId}`));
    const refused = await approve(approver, restore.id);
    expect([...codeOf(refused), refused.body.detail]).toEqual([409, 'CONFLICT', expect.stringContaining('revoked')]);
    expectStatus(202, await reject(approver, restore.id));
  });

  it('is rolled back once that is approved, too', async () => {
    const [newest] = (await app.api.get<{ items: Restore[] }>('/restores?status=completed')).body.items;
    const id = newest?.id ?? '';
    const requestedBy = 'operator@example.test';
    const asked = await operator.post<{ restore: Restore; jobId: string | null }>(`/restores/${id}/rollback`);
    expect([asked.status, asked.body.jobId, asked.body.restore.status]).toEqual([202, null, 'awaiting_approval']);
    expect((await operator.post(`/restores/${id}/rollback`)).status).toBe(409);
    expect(expectStatus(202, await reject(approver, id, 'Not now.')).status).toBe('completed');
    expect(codeOf(await approve(approver, id))).toEqual([409, 'CONFLICT']);

    expectStatus(202, await operator.post(`/restores/${id}/rollback`));
    expectStatus(202, await cancel(operator, id));
    expectStatus(202, await operator.post(`/restores/${id}/rollback`));
    // What it would bring back stays until that is decided, though the window is over meanwhile.
    expect(codeOf(await admin.post(`/restores/${id}/release`))).toEqual([409, 'CONFLICT']);
    const url = app.database.superuserUrl;
    await queryOnce(url, `UPDATE kept_databases SET "keepUntil" = now() - interval '1 minute' WHERE id = $1`, [id]);
    expectStatus(202, await approve(approver, id));
    const ended = (await jobs.restoreEnds(id)) as Restore;
    expect(ended).toMatchObject({
      status: 'rolled_back',
      rollback: { requestedBy, approvedBy: 'approver@example.test' },
    });
    expect(ended.approvals.map(({ act, status, reason }) => [act, status, reason])).toEqual([
      ['restore', 'approved', null],
      ['rollback', 'rejected', 'Not now.'],
      ['rollback', 'canceled', null],
      ['rollback', 'approved', null],
    ]);
    expect(await sql(database.target, 'SELECT count(*)::int AS n FROM t')).toEqual([{ n: 3 }]);
  });

  it('is rejected with a reason, and over then', async () => {
    const restore = await ask();
    const stream = app.api.raw(`/restores/${restore.id}/events`).then((response) => response.text());
    const rejected = expectStatus(202, await reject(approver, restore.id, 'Sunday, please.'));
    expect(rejected).toMatchObject({ status: 'rejected', approvedBy: null, finishedAt: expect.any(String) });
    expect(rejected.approvals).toMatchObject([{ decidedBy: 'approver@example.test', reason: 'Sunday, please.' }]);
    const text = await stream;
    expect(text).toContain('"status":"awaiting_approval"');
    expect(text).toContain('The restore was rejected by approver@example.test: Sunday, please.');
    for (const again of [approve(other, restore.id), reject(other, restore.id), cancel(operator, restore.id)]) {
      expect(codeOf(await again)).toEqual([409, 'CONFLICT']);
    }
    expect((await traces(restore.id)).events).toEqual(['restore.awaiting_approval', 'restore.rejected']);
  });

  it('is approved or rejected, whoever is first', async () => {
    const restore = await ask();
    const both = await Promise.all([approve(approver, restore.id), reject(other, restore.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    await jobs.restoreEnds(restore.id);
    const status = both[0].status === 202 ? 'completed' : 'rejected';
    expect(await read(restore.id)).toMatchObject({ status });
  });

  it('expires when nobody approves it in time, though somebody tries at that moment', async () => {
    const [late, contested] = [await ask(), await ask()];
    const expire = (id: string) =>
      queryOnce(
        app.database.superuserUrl,
        `UPDATE restore_approvals SET "expiresAt" = now() - interval '1 ms' WHERE "restoreId" = $1`,
        [id],
      );
    await expire(late.id);
    expect(codeOf(await approve(approver, late.id))).toEqual([409, 'CONFLICT']);
    await eventually('the restore expires', async () => (await read(late.id)).status === 'expired');
    expect(await traces(late.id)).toEqual({
      events: ['restore.awaiting_approval', 'restore.expired'],
      acts: ['restore.create by operator@example.test', 'restore.expire by sweep'],
    });
    const [answer] = await Promise.all([approve(approver, contested.id), expire(contested.id)]);
    const status = answer.status === 202 ? 'completed' : 'expired';
    await eventually('it is decided', async () => (await read(contested.id)).status === status);
  });

  it('is canceled by whoever asked, and by nobody else', async () => {
    const restore = await ask();
    const refused = await cancel(admin, restore.id);
    expect(codeOf(refused)).toEqual([403, 'FORBIDDEN']);
    expect(refused.body.detail).toContain('operator@example.test');
    expect(expectStatus(202, await cancel(operator, restore.id)).status).toBe('canceled');
    expect(codeOf(await approve(approver, restore.id))).toEqual([409, 'CONFLICT']);
  });

  it('is not approved when its plan holds no more, and goes on waiting', async () => {
    const restore = await ask();
    await sql(database.target, 'ALTER TABLE t ADD later int');
    expect(codeOf(await approve(approver, restore.id))).toEqual([409, 'PLAN_STALE']);
    await sql(database.target, 'ALTER TABLE t DROP later');
    const url = app.database.superuserUrl;
    await queryOnce(url, `UPDATE backups SET status = 'corrupted' WHERE id = $1`, [backup.id]);
    expect(codeOf(await approve(approver, restore.id))).toEqual([409, 'BACKUP_NOT_READY']);
    await queryOnce(url, `UPDATE backups SET status = 'completed' WHERE id = $1`, [backup.id]);
    await queryOnce(url, `UPDATE users SET role = 'viewer' WHERE email = 'operator@example.test'`);
    const left = await approve(approver, restore.id);
    await queryOnce(url, `UPDATE users SET role = 'operator' WHERE email = 'operator@example.test'`);
    expect(codeOf(left)).toEqual([409, 'CONFLICT']);
    expect(left.body.detail).toContain('may not do so any more');
    await app.api.patch(`/sources/${sourceId}`, { migrations: { framework: 'typeorm' } });
    expect(codeOf(await approve(approver, restore.id))).toEqual([409, 'PLAN_STALE']);
    await app.api.patch(`/sources/${sourceId}`, { migrations: {} });
    expect(await read(restore.id)).toMatchObject({ status: 'awaiting_approval' });
    await cancel(operator, restore.id);
  });

  it('waits on when approval is needed no more, of which somebody is told', async () => {
    const restore = await ask();
    await approvalRequired(false);
    expect(await read(restore.id)).toMatchObject({ status: 'awaiting_approval' });
    const lifted = await queryOnce(app.database.superuserUrl, `SELECT 1 FROM events WHERE kind = 'approval.lifted'`);
    expect(lifted.length).toBeGreaterThan(0);
    const direct = await jobs.askRestore(backup.id);
    expect(expectStatus(202, direct).restore.status).toBe('pending');
    expect(codeOf(await approve(approver, restore.id))).toEqual([409, 'SOURCE_BUSY']);
    await jobs.restoreEnds(expectStatus(202, direct).restore.id);
    expectStatus(202, await reject(approver, restore.id));
  });
});

it('a restore into a new database replaces nothing, and needs none', async () => {
  const name = `${database.target.database}_copy`;
  const answer = await operator.post<{ restore: Restore; jobId: string | null }>(`/backups/${backup.id}/restore`, {
    confirm: 'RESTORE',
    strategy: 'new_database',
    target: { database: name },
  });
  const { restore, jobId } = expectStatus(202, answer);
  expect(jobId).not.toBeNull();
  expect((await jobs.restoreEnds(restore.id)).status).toBe('completed');
  await sql({ ...database.target, database: 'postgres' }, `DROP DATABASE ${name}`);
});
