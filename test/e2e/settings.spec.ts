import { readdir } from 'node:fs/promises';
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

interface Settings {
  tenantId: string;
  maxBackups: number;
  autoBackup: { hour: number; minute: number; timeZone: string; sourceIds: string[] | 'all' };
  backupDirectory?: string;
}

interface Change {
  field: string;
  before: unknown;
  after: unknown;
  changedBy: string;
  tenantId: string | null;
}

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let roots: string;
let admin: ApiClient;
let otherTenant: string;

beforeAll(async () => {
  roots = await realpath(await mkdtemp(join(tmpdir(), 'backstitch-roots-')));
  app = await startApp({ serverFile: { storageRoots: [roots] } });
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  sourceId = await jobs.addSource(database.target);
  otherTenant = await addTenant(app);
  admin = await addPerson(app, { role: 'admin', tenantId: otherTenant, email: 'theirs@example.test' });
});
afterAll(async () => {
  await app.stop();
  await database.drop();
  await rm(roots, { recursive: true, force: true });
});

const settings = async (client = app.api, query = ''): Promise<Settings> =>
  expectStatus(200, await client.get<Settings>(`/settings${query}`));
const save = async (body: object, client = app.api): Promise<Settings> =>
  expectStatus(200, await client.put<Settings>('/settings', body));
const changes = async (client = app.api, query = ''): Promise<Change[]> =>
  expectStatus(200, await client.get<{ items: Change[] }>(`/settings/history?limit=200${query}`)).items;

describe('settings', () => {
  it('are the defaults until they are set, and are merged section by section', async () => {
    const before = await settings();
    expect(before).toMatchObject({
      ...{ maxBackups: 0, retentionDays: 0, maxManual: 0, quotaBytes: 0, rollbackWindowHours: 24 },
      keep: { daily: 0, weekly: 0, monthly: 0, yearly: 0 },
      compression: { algorithm: 'zstd', level: 1 },
      encryption: { enabled: true },
      autoBackup: { enabled: false, hour: 2, minute: 0, timeZone: 'UTC', contents: ['database'], sourceIds: 'all' },
      approvalRequired: false,
      requireTotp: false,
    });
    const autoBackup = { hour: 4, timeZone: 'Europe/Berlin', sourceIds: [sourceId.toUpperCase()] };
    const after = await save({ maxBackups: 9, keep: { weekly: 3 }, autoBackup, rollbackWindowHours: 1.5 });
    expect(after).toEqual({
      ...before,
      ...{ maxBackups: 9, rollbackWindowHours: 1.5 },
      keep: { daily: 0, weekly: 3, monthly: 0, yearly: 0 },
      autoBackup: { ...before.autoBackup, hour: 4, timeZone: 'Europe/Berlin', sourceIds: [sourceId] },
    });
    expect(await save(after)).toEqual(after); // what was read can be saved
    expect(await save({ rollbackWindowHours: null })).toEqual({ ...after, rollbackWindowHours: 24 });
  });

  it('remember who changed what, from what to what', async () => {
    await save({ autoBackup: { minute: 17 }, maxBackups: 9 });
    const [newest] = await changes();
    expect(newest).toMatchObject({ field: 'autoBackup.minute', before: 0, after: 17, changedBy: 'admin@example.test' });
    const ofSection = await changes(app.api, '&field=autoBackup&order=asc&sort=field');
    expect(ofSection.map(({ field }) => field)).toEqual([
      'autoBackup.hour',
      'autoBackup.minute',
      'autoBackup.sourceIds',
      'autoBackup.timeZone',
    ]);
  });

  it.each([
    [{ maxBackups: -1 }, 'maxBackups'],
    [{ maxBackups: null }, 'maxBackups'],
    [{ retentionDays: 1.5 }, 'retentionDays'],
    [{ quotaBytes: 2 ** 60 }, 'quotaBytes'],
    [{ keep: { hourly: 1 } }, 'keep.hourly'],
    [{ compression: { algorithm: 'lzma' } }, 'compression.algorithm'],
    [{ compression: { algorithm: 'gzip', level: 10 } }, 'compression.level'],
    [{ encryption: { enabled: 'no' } }, 'encryption.enabled'],
    [{ autoBackup: { hour: 24 } }, 'autoBackup.hour'],
    [{ autoBackup: { timeZone: 'Mars/Olympus' } }, 'autoBackup.timeZone'],
    [{ autoBackup: { timeZone: '+01:00' } }, 'autoBackup.timeZone'],
    [{ autoBackup: { enabled: true, sourceIds: [] } }, 'autoBackup.sourceIds'],
    [{ autoBackup: { sourceIds: ['019abcde-0000-7000-8000-000000000000'] } }, 'autoBackup.sourceIds'],
    [{ autoBackup: null }, 'autoBackup'],
    [{ rollbackWindowHours: 9_000 }, 'rollbackWindowHours'],
    [{ approvalRequired: 'yes' }, 'approvalRequired'],
    [{ requireTotp: 1 }, 'requireTotp'],
    [{ notifications: { surprise: 1 } }, 'notifications'],
    [{ unheardOf: 1 }, 'unheardOf'],
  ])('refuse %j', async (body, field) => {
    const before = await settings();
    for (const path of ['/settings', '/settings/preview']) {
      const refused = await (path === '/settings'
        ? app.api.put<ProblemBody>(path, body)
        : app.api.post<ProblemBody>(path, body));
      expect([refused.status, refused.body.code]).toEqual([400, 'INVALID_PARAMETER']);
      expect(refused.body.errors?.map((error) => error.field)).toContain(field);
    }
    expect(await settings()).toEqual(before);
  });

  it('are each tenant’s own, and a superadmin’s by name', async () => {
    await save({ maxBackups: 33 }, admin);
    expect(await settings(admin)).toMatchObject({ tenantId: otherTenant, maxBackups: 33 });
    expect((await settings(admin)).backupDirectory).toBeUndefined();
    expect((await settings()).maxBackups).toBe(9);
    expect(await settings(app.api, `?tenantId=${otherTenant}`)).toMatchObject({ maxBackups: 33 });
    await save({ tenantId: otherTenant, maxBackups: 34 });
    expect((await settings(admin)).maxBackups).toBe(34);
    expect((await changes(admin)).map(({ after, tenantId }) => [after, tenantId])).toEqual([
      [34, otherTenant],
      [33, otherTenant],
    ]);
    const { tenantId } = await settings();
    const refused = await admin.put<ProblemBody>('/settings', { tenantId, maxBackups: 1 });
    expect(refused.body.code).toBe('NOT_FOUND');
    const theirs = await admin.put<ProblemBody>('/settings', { autoBackup: { sourceIds: [sourceId] } });
    expect(theirs.body.errors).toEqual([
      { field: 'autoBackup.sourceIds', message: expect.stringMatching(/of this tenant/) },
    ]);
  });

  it('are read by viewers, and changed by admins alone', async () => {
    const viewer = await addPerson(app, { role: 'viewer' });
    expect((await settings(viewer)).maxBackups).toBe(9);
    expect((await viewer.put('/settings', { maxBackups: 1 })).status).toBe(403);
    expect((await viewer.post('/settings/preview', { maxBackups: 1 })).status).toBe(403);
  });

  it('keep what two people save at the same time, and its order', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        save(index % 2 === 0 ? { maxManual: index } : { keep: { daily: index } }),
      ),
    );
    const saved = await changes();
    expect(saved.filter(({ field }) => field === 'maxManual').length).toBeGreaterThan(0);
    const [lastManual] = saved.filter(({ field }) => field === 'maxManual');
    const [lastDaily] = saved.filter(({ field }) => field === 'keep.daily');
    expect(await settings()).toMatchObject({ maxManual: lastManual?.after, keep: { daily: lastDaily?.after } });
  });
});

describe('the directory of new backups', () => {
  it('is a superadmin’s, and lies below one of storageRoots whatever the links say', async () => {
    expect((await admin.put<ProblemBody>('/settings', { backupDirectory: join(roots, 'a') })).body.code).toBe(
      'FORBIDDEN',
    );
    await symlink(tmpdir(), join(roots, 'link'));
    await writeFile(join(roots, 'file'), '');
    for (const backupDirectory of [
      roots,
      `${roots}/../else`,
      join(roots, 'link', 'x'),
      'relative',
      join(roots, 'file'),
    ]) {
      const refused = await app.api.put<ProblemBody>('/settings', { backupDirectory, maxBackups: 99 });
      expect([backupDirectory, refused.status, refused.body.errors?.[0]?.field]).toEqual([
        backupDirectory,
        400,
        'backupDirectory',
      ]);
    }
    expect(await settings()).toMatchObject({ backupDirectory: app.backupDir, maxBackups: 9 });
  });

  it('takes new backups at once, in every process, and old ones stay where they are', async () => {
    await app.startWorker();
    const old = await jobs.completedBackup(sourceId);
    const directory = join(roots, 'new', 'store');
    expect((await save({ backupDirectory: directory })).backupDirectory).toBe(directory);
    const made = await Promise.all([
      jobs.completedBackup(sourceId),
      jobs.addSource(database.target).then((id) => jobs.completedBackup(id)),
    ]);
    const files = await readdir(directory, { recursive: true });
    // Two backups of one second have the same file names; their folders end with their own ids.
    const isThere = ({ id }: { id: string }) =>
      files.some((file) => file.endsWith(`_${id.replaceAll('-', '').slice(-12)}`));
    expect([old, ...made].map(isThere)).toEqual([false, true, true]);
    for (const { id } of [old, ...made]) {
      expect(await jobs.verifiedBackup(id, 'checksum')).toMatchObject({ status: 'completed' });
    }
    expect(await changes()).toContainEqual(
      expect.objectContaining({ field: 'backupDirectory', before: null, after: directory, tenantId: null }),
    );
    expect(await changes(admin, '&field=backupDirectory')).toEqual([]);
    expect((await save({ backupDirectory: null })).backupDirectory).toBe(app.backupDir);

    // Neither within that store nor around it, though nothing new goes there now.
    for (const backupDirectory of [join(directory, 'within'), join(roots, 'new')]) {
      const refused = await app.api.put<ProblemBody>('/settings', { backupDirectory });
      expect([refused.status, refused.body.errors]).toEqual([
        400,
        [{ field: 'backupDirectory', message: 'must be apart from all other stores' }],
      ]);
    }
    expect((await save({ backupDirectory: directory })).backupDirectory).toBe(directory);
    await save({ backupDirectory: null });
  });
});
