import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { type DjangoProject, writeDjangoProject } from '../support/django-project.js';
import { commandsUnder, fillIn, runShell } from '../support/documents.js';
import { inTime } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

/** The clients of the Django original: real curl, a real Django project whose code has gone on since the backup. */
interface Started {
  task_id: string;
  backup_id: number;
  restore_id: number;
  warnings: string[];
}
type Fields = Record<string, unknown>;

let app: AppProcess;
let database: TestDatabase;
let newer: DjangoProject;
let older: DjangoProject;
let sourceId: string;

beforeAll(async () => {
  newer = await writeDjangoProject();
  older = await writeDjangoProject({ migrations: 2 });
  const { migrateCommand: command, root: cwd, env } = newer;
  app = await startApp({ serverFile: { codeRoots: [cwd], migrationRunners: { shop: { command, cwd, env } } } });
  database = await createTestDatabase();
  const { host, port, user, password, database: name } = database.target;
  const [program = '', ...args] = older.migrateCommand;
  const asSettings = {
    DB_HOST: host,
    DB_PORT: String(port),
    DB_USER: user,
    DB_PASSWORD: password ?? '',
    DB_NAME: name,
  };
  await promisify(execFile)(program, args, { cwd: older.root, env: { PATH: process.env.PATH, ...asSettings } });
  await sql(database.target, `INSERT INTO shop_customer (name) VALUES ('Ada'), ('Grace')`);
  sourceId = await new JobsClient(app.api).addSource(database.target, {
    migrations: { framework: 'django', codePath: newer.root, runner: 'shop' },
  });
});
afterAll(async () => {
  await dropWithKept(app, database);
  await app.stop();
  await Promise.all([newer.remove(), older.remove()]);
});

const token = async (): Promise<string> => {
  const { body } = await app.anonymous.post<{ accessToken: string }>('/auth/login', {
    email: app.env.ADMIN_EMAIL,
    password: app.env.ADMIN_PASSWORD,
  });
  return body.accessToken;
};

/** curl as the original's users typed it, with nothing but a token added. */
async function curl(path: string, ...options: string[]): Promise<{ status: number; body: unknown }> {
  const { stdout } = await promisify(execFile)('curl', ['-sS', '-w', '\n%{http_code}', ...options, app.baseUrl + path]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: JSON.parse(stdout.slice(0, end)) as unknown };
}

async function asked(path: string, ...options: string[]): Promise<unknown> {
  const { status, body } = await curl(path, '-H', `Authorization: Bearer ${await token()}`, ...options);
  if (status >= 400) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

const post = (body: object): string[] => [
  '-X',
  'POST',
  '-H',
  'Content-Type: application/json',
  '-d',
  JSON.stringify(body),
];

/** As somebody who has signed in; the client's paths are below /api/v1. */
const django = (client: ApiClient, path: string, init: RequestInit = {}): Promise<Response> =>
  client.raw(`/../backup/${path}`, init);

async function taskEnds(id: string): Promise<{ status: string; result: unknown }> {
  return inTime(`task ${id} ends`, async () => {
    const task = (await asked(`/api/backup/tasks/${id}/`)) as { status: string; result: unknown };
    return ['SUCCESS', 'FAILURE', 'REVOKED'].includes(task.status) ? task : null;
  });
}

describe('where no tenant has them', () => {
  it('their addresses are not there, for anybody', async () => {
    expect((await curl('/api/backup/backups/')).status).toBe(404);
    const known = ['-H', `Authorization: Bearer ${await token()}`];
    for (const path of ['/api/backup/backups/', '/api/backup/config/', '/api/backup/nothing/']) {
      const { status, body } = await curl(path, ...known);
      expect({ path, status, body }).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });

  it('only a source of the tenant can be named', async () => {
    const own = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    const answer = await own.put('/settings', { compatibilitySourceId: sourceId });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'compatibilitySourceId' }] } });
  });
});

describe('once an admin has named their source', () => {
  beforeAll(async () => {
    expectStatus(200, await app.api.put('/settings', { compatibilitySourceId: sourceId.toUpperCase() }));
  });

  it('nobody is let in without a token, and nobody of a tenant that has not named one', async () => {
    expect(await curl('/api/backup/backups/')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect((await django(stranger, 'backups/')).status).toBe(404);
  });

  it('the commands of the page give what it describes', async () => {
    const commands = commandsUnder('docs/tasks/django-clients.md', "Keep the Django original's clients");
    const [create = '', list = '', restore = ''] = commands
      .slice(commands.indexOf('# Create backup'))
      .split(/^# /m)
      .slice(1);
    const run = async (command: string): Promise<unknown> => {
      const text = fillIn(`# ${command}`, { 'http://localhost:8000': app.baseUrl }).replaceAll('curl ', 'curl -sS ');
      const { code, stdout, stderr } = await runShell(text, { token: await token() });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout);
    };
    const made = (await run(create)) as Started;
    expect(await taskEnds(made.task_id)).toEqual({
      ...{ task_id: made.task_id, status: 'SUCCESS', result: { backup_id: made.backup_id } },
    });
    const [backup] = (await run(list)) as Fields[];
    expect(backup).toMatchObject({
      ...{ id: made.backup_id, name: 'Pre-deployment backup', status: 'completed', include_media: false },
      metadata: {
        name: 'Pre-deployment backup',
        postgres_version: expect.stringMatching(/^PostgreSQL \d+/),
        migration_state: { shop: ['0001_initial', '0002_order'] },
        installed_apps: expect.arrayContaining(['shop', 'contenttypes']),
        table_counts: { shop_customer: 2, shop_order: 0 },
        database_size: expect.any(Number),
      },
    });

    await sql(database.target, 'DELETE FROM shop_order; DELETE FROM shop_customer');
    const restored = (await run(restore)) as Started;
    expect(restored.warnings).toEqual([expect.stringContaining('Media files')]);
    expect(await taskEnds(restored.task_id)).toMatchObject({
      status: 'SUCCESS',
      result: { restore_id: restored.restore_id },
    });
    expect(await sql(database.target, 'SELECT name FROM shop_customer ORDER BY name')).toEqual([
      { name: 'Ada' },
      { name: 'Grace' },
    ]);
    const record = await asked(`/api/backup/restores/${restored.restore_id}/`);
    expect(record).toMatchObject({
      ...{ id: restored.restore_id, backup: made.backup_id, status: 'completed', compatibility: 'behind' },
      migration_plan: { shop: ['0003_customer_email', '0004_order_is_paid'] },
      safety_backup: made.backup_id + 1,
    });
    expect(await asked('/api/backup/restores')).toEqual([record]);
  });

  it('a restore that nobody confirmed is refused', async () => {
    const { status, body } = await curl(
      '/api/backup/backups/1/restore/',
      ...['-H', `Authorization: Bearer ${await token()}`],
      ...post({ restore_media: true, run_migrations: true }),
    );
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'CONFIRMATION_REQUIRED' } });
  });

  it('media that would not be backed up are refused, and so is what is not known', async () => {
    for (const wish of [{ include_media: true }, { tables: ['x'] }]) {
      const answer = await curl(
        '/api/backup/backups/create/',
        ...['-H', `Authorization: Bearer ${await token()}`],
        ...post(wish),
      );
      expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_PARAMETER' } });
    }
  });

  it('verify, logs, download and delete are of the backup that is named', async () => {
    const verified = (await asked('/api/backup/backups/1/verify/', '-X', 'POST')) as Started;
    expect(await taskEnds(verified.task_id)).toMatchObject({ result: { backup_id: 1, is_valid: true } });
    const logs = (await asked('/api/backup/backups/1/logs/')) as Fields[];
    expect(logs[0]).toMatchObject({ id: 1, level: 'INFO', message: expect.any(String) });
    const dump = await django(app.api, 'backups/1/download/');
    expect(dump.headers.get('content-disposition')).toMatch(/\.dump"$/);
    expect(
      Buffer.from(await dump.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('PGDMP');

    const other = (await asked('/api/backup/backups/create/', ...post({}))) as Started;
    await taskEnds(other.task_id);
    expect(await asked(`/api/backup/backups/${other.backup_id}/delete/`, '-X', 'DELETE')).toMatchObject({
      freed_bytes: expect.any(Number),
    });
    for (const gone of [`${other.backup_id}/`, `${other.backup_id}/logs/`, '99/', 'nonsense/', '0x1/']) {
      const { status } = await curl(`/api/backup/backups/${gone}`, '-H', `Authorization: Bearer ${await token()}`);
      expect({ gone, status }).toEqual({ gone, status: 404 });
    }
  });

  it('the configuration is that of the settings', async () => {
    const before = (await asked('/api/backup/config/')) as Fields;
    expect(before).toMatchObject({ max_backups: 0, use_compression: true, auto_backup_enabled: false });
    const wish = { ...before, max_backups: 10, retention_days: 30, auto_backup_enabled: true, auto_backup_hour: 2 };
    expect(await asked('/api/backup/config/', ...post(wish))).toEqual(wish);
    const settings = expectStatus<Fields>(200, await app.api.get('/settings'));
    expect(settings).toMatchObject({ maxBackups: 10, retentionDays: 30, autoBackup: { enabled: true, hour: 2 } });
  });

  it('who may do what is as everywhere', async () => {
    const viewer = await addPerson(app, { role: 'viewer' });
    const status = async (method: string, path: string): Promise<number> =>
      (await django(viewer, path, { method })).status;
    expect(await status('GET', 'backups/1')).toBe(200);
    expect(await status('POST', 'backups/create')).toBe(403);
    expect(await status('POST', 'config/')).toBe(403);
    expect(await status('GET', 'backups/1/download/')).toBe(403);
    expect(await status('DELETE', 'backups/1/delete/')).toBe(403);
    expect(await status('PATCH', 'backups/1/')).toBe(405);
  });
});
