import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { ApiResponse, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

interface SourceRecord {
  id: string;
  name: string;
  appVersion: string | null;
  database: { host: string; port: number; database: string; user: string; sslMode?: string; hasPassword: boolean };
  migrations: { framework?: string };
}

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  other = await createTestDatabase();
  const db = await database.open();
  await db.query('CREATE TABLE public.shelf AS SELECT generate_series(1, 100) AS book');
  await db.end();
});
afterAll(async () => {
  await dropWithKept(app, database);
  await other.drop();
  await app.stop();
});

const patch = (id: string, body: object): Promise<ApiResponse<ProblemBody & SourceRecord>> =>
  app.api.patch(`/sources/${id}`, body);
const remove = (id: string): Promise<ApiResponse<ProblemBody>> => app.api.delete(`/sources/${id}?withBackups=true`);
const read = async (id: string): Promise<SourceRecord> => expectStatus(200, await app.api.get(`/sources/${id}`));
const controlName = (): string => new URL(app.database.superuserUrl).pathname.slice(1);

/** Does `during` while a backup of the source stands still: somebody else holds the table that it wants to read. */
async function whileBackingUp(sourceId: string, during: (jobId: string) => Promise<void>): Promise<void> {
  const holder = await database.open();
  try {
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE public.shelf IN ACCESS EXCLUSIVE MODE');
    const answer = await app.api.post<{ backup: { id: string }; jobId: string }>('/backups', { sourceId });
    const { backup, jobId } = expectStatus(202, answer);
    await eventually('the backup runs', async () => (await jobs.backup(backup.id)).status === 'running');
    await during(jobId);
    await holder.query('COMMIT');
    expect((await jobs.backupEnds(backup.id)).status).toBe('completed');
  } finally {
    await holder.end();
  }
}

/** Does `ask` while another transaction has done `sql` to the source's row, which commits once `waiters` requests wait for it. */
async function whileLocked<Answer>(
  sql: string,
  id: string,
  waiters: number,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const holder = new Client({ connectionString: app.database.superuserUrl });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query(sql, [id]);
    const asked = ask();
    await eventually(`${waiters} requests wait for the source`, async () => {
      const [row] = await queryOnce<{ waiting: number }>(
        app.database.superuserUrl,
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return (row?.waiting ?? 0) >= waiters;
    });
    await holder.query('COMMIT');
    return await asked;
  } finally {
    await holder.end();
  }
}

describe('what is in a source', () => {
  it('is told while somebody holds a table; who holds what it cannot do without is named', async () => {
    const id = await jobs.addSource(database.target, { migrations: { framework: 'typeorm', table: 'public.history' } });
    const db = await database.open();
    await db.query('CREATE TABLE public.history (id serial PRIMARY KEY, "timestamp" bigint, name varchar)');
    await db.query('BEGIN');
    await db.query('LOCK TABLE public.shelf, public.history IN ACCESS EXCLUSIVE MODE');
    const schema = await app.api.get<{ schemas: { name: string; tables: { name: string }[] }[] }>(
      `/sources/${id}/schema`,
    );
    const named = expectStatus(200, schema).schemas.find(({ name }) => name === 'public')?.tables;
    expect(named).toContainEqual(expect.objectContaining({ name: 'shelf', bytes: expect.any(Number) }));
    const state = await app.api.get<ProblemBody>(`/sources/${id}/migration-state`);
    expect([state.status, state.body.code]).toEqual([409, 'LOCK_TIMEOUT']);
    expect(state.body.detail).toContain(`session ${db.backendPid} of`);
    await db.query('ROLLBACK');
    await db.query('DROP TABLE public.history');
    await db.end();
  });
});

describe('a source that somebody needs where it is', () => {
  it('is not moved while a job of it runs, and is afterwards', async () => {
    const id = await jobs.addSource(database.target);
    await whileBackingUp(id, async (jobId) => {
      for (const change of [{ database: other.target.database }, { host: '127.0.0.2' }, { user: 'somebody' }]) {
        const { status, body } = await patch(id, { database: change });
        expect([status, body.code]).toEqual([409, 'SOURCE_BUSY']);
        expect(body.detail).toContain(jobId);
      }
      const { port, host, user } = database.target;
      expect((await patch(id, { name: 'renamed meanwhile', database: { port, host, user } })).status).toBe(200);
      expect((await patch(id, { database: { password: 'a new one' } })).status).toBe(200);
    });
    expect((await read(id)).database.database).toBe(database.target.database);
    expect((await patch(id, { database: { database: other.target.database } })).status).toBe(200);
  });

  it('is neither moved nor deleted while a database is kept for a rollback', async () => {
    const id = await jobs.addSource(database.target);
    const restore = await jobs.completedRestore((await jobs.completedBackup(id)).id);
    expect(restore.keptDatabase).toEqual(expect.any(String));
    for (const change of [{ database: other.target.database }, { host: '127.0.0.2' }, { port: 1 }]) {
      const { status, body } = await patch(id, { database: change });
      expect([status, body.code]).toEqual([409, 'CONFLICT']);
    }
    expect((await remove(id)).body.code).toBe('CONFLICT');
    expect((await patch(id, { database: { sslMode: 'prefer' } })).status).toBe(200);
    expect((await jobs.rolledBack(restore.id)).status).toBe('rolled_back');
  });

  it('is not deleted while a job of it runs', async () => {
    const id = await jobs.addSource(database.target);
    await whileBackingUp(id, async (jobId) => {
      const { status, body } = await remove(id);
      expect([status, body.code]).toEqual([409, 'SOURCE_BUSY']);
      expect(body.detail).toContain(jobId);
    });
    expect(await remove(id)).toMatchObject({ status: 200, body: { deletedBackups: 1 } });
  });
});

describe('what a source names', () => {
  it.each(['database', 'user', 'maintenanceDatabase'])(
    'in %s has 63 bytes at most: PostgreSQL would cut more',
    async (field) => {
      const { host, port, user, database: name } = database.target;
      const tooLong = `${'é'.repeat(31)}ab`;
      const answer = await app.api.post<ProblemBody>('/sources', {
        name: 'too long',
        database: { host, port, user, database: name, [field]: tooLong },
      });
      expect([answer.status, answer.body.errors?.map((error) => error.field)]).toEqual([400, [`database.${field}`]]);
    },
  );

  it.each(['constructor', '__proto__', 'toString'])('as its runner is one that was defined, not %s', async (runner) => {
    const { host, port, user, database: name } = database.target;
    const answer = await app.api.post<ProblemBody>('/sources', {
      name: 'runner',
      database: { host, port, user, database: name },
      migrations: { runner },
    });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, 'migrations.runner']);
  });
});

describe('a password that is kept', () => {
  let id: string;
  beforeAll(async () => {
    id = await jobs.addSource({ ...database.target, password: 'secret' });
  });

  it.each([
    [{ host: '127.0.0.2' }],
    [{ port: 1 }],
    [{ user: 'somebody' }],
    [{ sslMode: 'disable' }],
    [{ sslMode: 'allow', database: 'elsewhere' }],
  ])('is needed again for %j', async (change) => {
    const before = await read(id);
    const { status, body } = await patch(id, { database: change });
    expect([status, body.code]).toEqual([400, 'INVALID_PARAMETER']);
    expect(body.errors).toEqual([{ field: 'database.password', message: 'is needed again with this change' }]);
    expect(await read(id)).toEqual(before);
  });

  it('is not needed for what leaves it where it is', async () => {
    const { host, port, user } = database.target;
    expect((await patch(id, { database: { host, port, user, sslMode: 'prefer' } })).status).toBe(200);
    expect((await patch(id, { database: { database: other.target.database } })).body.database.hasPassword).toBe(true);
  });

  it('goes along when it is sent', async () => {
    const { status, body } = await patch(id, { database: { port: 1, password: 'another' } });
    expect([status, body.database.port]).toEqual([200, 1]);
  });
});

describe('the maintenance database', () => {
  const equal = { field: 'database.maintenanceDatabase', message: 'must be another database' };
  const connection = () => ({
    host: database.target.host,
    port: database.target.port,
    database: database.target.database,
    user: database.target.user,
  });

  it.each(['/sources', '/sources/test'])('is another one than the source’s: POST %s', async (path) => {
    const { status, body } = await app.api.post<ProblemBody>(path, {
      name: 'its own',
      database: { ...connection(), maintenanceDatabase: database.target.database },
    });
    expect([status, body.code, body.errors]).toEqual([400, 'INVALID_PARAMETER', [equal]]);
  });

  it('is another one after a change, too, of either name', async () => {
    const id = await jobs.addSource(database.target, { maintenanceDatabase: other.target.database });
    for (const change of [
      { maintenanceDatabase: database.target.database },
      { database: other.target.database },
      { database: 'x', maintenanceDatabase: 'x' },
    ]) {
      const { status, body } = await patch(id, { database: change });
      expect([status, body.errors]).toEqual([400, [equal]]);
    }
  });

  it('may be the control database, which can never be the source', async () => {
    const id = await jobs.addSource(database.target, { maintenanceDatabase: controlName() });
    await jobs.completedRestore((await jobs.completedBackup(id)).id);
    const { status, body } = await app.api.post<ProblemBody>('/sources', {
      name: 'the control database',
      database: { ...connection(), database: controlName() },
    });
    expect([status, body.code]).toEqual([409, 'PERMISSION_DENIED']);
  });
});

describe('two requests at once', () => {
  it('for one name: one has it, and the others are told so', async () => {
    const { host, port, user, database: name } = database.target;
    const body = { name: 'wanted by ten', database: { host, port, user, database: name } };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => app.api.post<Partial<ProblemBody>>('/sources', body)),
    );
    expect(answers.map(({ status, body: { code } }) => `${status} ${code ?? ''}`).sort()).toEqual([
      '201 ',
      ...Array.from({ length: 9 }, () => '409 CONFLICT'),
    ]);
  });

  it('both change what they name, and take nothing of the other back', async () => {
    const id = await jobs.addSource(database.target, { name: 'before' });
    const answers = await whileLocked('SELECT 1 FROM sources WHERE id = $1 FOR UPDATE', id, 3, () =>
      Promise.all([
        patch(id, { name: 'after' }),
        patch(id, { appVersion: '2.0' }),
        patch(id, { migrations: { framework: 'django' } }),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await read(id)).toMatchObject({
      name: 'after',
      appVersion: '2.0',
      migrations: { framework: 'django' },
    });
  });

  it('never accept a backup of a source that is being deleted', async () => {
    const sourceId = await jobs.addSource(database.target);
    const { status, body } = await whileLocked('DELETE FROM sources WHERE id = $1', sourceId, 1, () =>
      app.api.post<ProblemBody>('/backups', { sourceId }),
    );
    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
    expect(await jobs.backupsOf(sourceId)).toEqual([]);
  });

  it('never check a backup of a source that is being deleted', async () => {
    const sourceId = await jobs.addSource(database.target);
    const backup = await jobs.completedBackup(sourceId);
    const { status } = await whileLocked('UPDATE backups SET "deletedAt" = now() WHERE id = $1', backup.id, 1, () =>
      app.api.post<ProblemBody>(`/backups/${backup.id}/verify`, {}),
    );
    expect(status).toBe(404);
  });
});

describe('the list of backups', () => {
  it('takes type and contents, which every backup has yet', async () => {
    const sourceId = await jobs.addSource(database.target);
    const { id } = await jobs.completedBackup(sourceId);
    for (const query of ['&type=full', '&contents=database', '&type=full&contents=database']) {
      expect((await jobs.backupsOf(sourceId, query)).map((backup) => backup.id)).toEqual([id]);
    }
    for (const query of ['type=half', 'type=', 'contents=everything']) {
      expect((await app.api.get<ProblemBody>(`/backups?${query}`)).status).toBe(400);
    }
  });
});

describe('with no worker to end what is accepted', () => {
  let checked: string;
  let copied: string;
  beforeAll(async () => {
    checked = await jobs.addSource(database.target);
    copied = await jobs.addSource(database.target);
    const [toCheck, toCopy] = [await jobs.completedBackup(checked), await jobs.completedBackup(copied)];
    const sourceId = await jobs.addSource(other.target);
    app.env.WORKER_CONCURRENCY = '0';
    await app.restart();
    expectStatus(202, await app.api.post(`/backups/${toCheck.id}/verify`, {}));
    expectStatus(202, await jobs.askRestore(toCopy.id, { target: { sourceId } }));
  });

  it('no source is deleted with a backup that is about to be checked', async () => {
    const { status, body } = await remove(checked);
    expect([status, body.code]).toEqual([409, 'BACKUP_IN_USE']);
    expect(await jobs.backupsOf(checked)).toHaveLength(1);
  });

  it('no source is deleted with a backup that is about to be restored into another one', async () => {
    const { status, body } = await remove(copied);
    expect([status, body.code]).toEqual([409, 'BACKUP_IN_USE']);
    expect(await jobs.backupsOf(copied)).toHaveLength(1);
  });
});

describe('a connection test', () => {
  interface Outcome extends ProblemBody {
    ok: boolean;
    checks: { name: string; ok: boolean; field?: string }[];
  }
  const tried = (id: string, changes?: object): Promise<ApiResponse<Outcome>> =>
    app.api.post(`/sources/${id}/test`, changes);
  const fieldsAtFault = ({ body }: ApiResponse<Outcome>): (string | undefined)[] =>
    body.checks.filter(({ ok }) => !ok).map(({ field }) => field);

  it('tries changes that nobody has saved, and names the field that is wrong', async () => {
    const id = await jobs.addSource(database.target);
    expect(fieldsAtFault(await tried(id))).toEqual([]);
    expect(fieldsAtFault(await tried(id, { database: { port: 1, password: 'another' } }))).toEqual(['database.port']);
    expect(fieldsAtFault(await tried(id, { database: { database: 'nowhere' } }))).toEqual(['database.database']);
    expect((await read(id)).database).toMatchObject({
      port: database.target.port,
      database: database.target.database,
    });
  });

  it('sends the password that is kept nowhere else', async () => {
    const id = await jobs.addSource({ ...database.target, password: 'kept' });
    const { status, body } = await tried(id, { database: { port: 1 } });
    expect([status, body.errors?.map(({ field }) => field)]).toEqual([400, ['database.password']]);
  });
});
