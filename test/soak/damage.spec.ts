import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { open, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { type DatabaseState, readState, sql } from '../support/database-state.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { createTestDatabase, testServer, type TestDatabase } from '../support/postgres-databases.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let backup: BackupRecord;
let artifact: string;
let manifest: string;
let live: DatabaseState;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(async () => {
  database = await createTestDatabase();
  await sql(
    database.target,
    `CREATE TABLE t (id int PRIMARY KEY, filler text);
     INSERT INTO t SELECT n, md5(n::text) FROM generate_series(1, 3000) n`,
  );
  sourceId = await jobs.addSource(database.target);
  backup = await jobs.completedBackup(sourceId);
  await sql(database.target, 'DELETE FROM t WHERE id > 100');
  live = await readState(database.target);
  const folder = await folderOf(backup.id);
  artifact = join(folder, backup.artifacts[0]?.fileName ?? '');
  manifest = join(folder, 'manifest.json');
});
afterEach(async () => {
  await dropWithKept(app, database);
});

async function folderOf(id: string): Promise<string> {
  const names = await readdir(app.backupDir, { recursive: true });
  const name = names.find((path) => path.endsWith(`_${id.replaceAll('-', '').slice(-12)}`));
  if (name === undefined) throw new Error(`Nothing of backup ${id} lies in the store.`);
  return join(app.backupDir, name);
}

/** Turns one bit; the size stays. */
async function flipBit(file: string, at: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const byte = Buffer.alloc(1);
    await handle.read(byte, 0, 1, at);
    byte[0] = (byte[0] ?? 0) ^ 0x10;
    await handle.write(byte, 0, 1, at);
  } finally {
    await handle.close();
  }
}

async function editManifest(change: (text: string) => string): Promise<void> {
  const before = await readFile(manifest, 'utf8');
  const after = change(before);
  if (after === before) throw new Error('The manifest was not changed.');
  await rm(manifest);
  await writeFile(manifest, after);
}

const bytes = (): number => backup.storedBytes ?? 0;

/** What was done to the store, the code by which it is known, and whether a plan sees it at once (else the restore itself). */
const DAMAGES: [string, string, 'plan' | 'restore', () => Promise<void>][] = [
  ['a bit flipped in the middle', 'CHECKSUM_MISMATCH', 'restore', () => flipBit(artifact, Math.floor(bytes() / 2))],
  ['a bit flipped in the last byte', 'CHECKSUM_MISMATCH', 'restore', () => flipBit(artifact, bytes() - 1)],
  ['an artifact cut by one byte', 'CHECKSUM_MISMATCH', 'plan', () => truncate(artifact, bytes() - 1)],
  ['an artifact cut to a half', 'CHECKSUM_MISMATCH', 'plan', () => truncate(artifact, Math.floor(bytes() / 2))],
  ['an emptied artifact', 'CHECKSUM_MISMATCH', 'plan', () => truncate(artifact, 0)],
  ['an artifact with something behind it', 'CHECKSUM_MISMATCH', 'plan', () => writeFile(artifact, 'x', { flag: 'a' })],
  ['a missing artifact', 'ARCHIVE_UNREADABLE', 'plan', () => rm(artifact)],
  ['a missing manifest', 'MANIFEST_INVALID', 'plan', () => rm(manifest)],
  [
    'a manifest with another count',
    'MANIFEST_INVALID',
    'plan',
    () => editManifest((text) => text.replace('"public.t": 3000', '"public.t": 100')),
  ],
  [
    'a manifest with another checksum',
    'MANIFEST_INVALID',
    'plan',
    () => editManifest((text) => text.replace(backup.artifacts[0]?.sha256 ?? '?', 'ab'.repeat(32))),
  ],
];

/** The databases of a restore; their names end as its id does. */
const databasesOf = (restoreId: string): Promise<object[]> =>
  sql(testServer(), `SELECT datname FROM pg_database WHERE datname LIKE 'bst%' AND datname LIKE '%' || $1`, [
    restoreId.slice(-12),
  ]);

describe.each(DAMAGES)('%s', (_, code, seenBy, damage) => {
  it(`is ${code} to verify, and its backup is corrupted`, async () => {
    await damage();
    for (const level of seenBy === 'restore' ? ['checksum', 'decoded'] : ['checksum']) {
      const verified = await jobs.verifiedBackup(backup.id, level);
      expect(verified).toMatchObject({ status: 'corrupted', error: { code, hint: expect.any(String) } });
    }
    expect((await jobs.log(`backups/${backup.id}`)).filter(({ level }) => level === 'error')).not.toEqual([]);
    const refused = await jobs.refusedRestore(backup.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'BACKUP_NOT_READY']);
  });

  it('is caught by a restore before the target is touched', async () => {
    const planned = await jobs.plan(backup.id);
    expect(planned.blockers).toEqual([]);
    await damage();
    const plan = await jobs.plan(backup.id);
    if (seenBy === 'plan') {
      expect(plan.blockers).toHaveLength(1);
      const refused = await jobs.refusedRestore(backup.id, { planId: plan.id });
      expect([refused.status, refused.body.code]).toEqual([409, 'RESTORE_BLOCKED']);
    } else {
      expect(plan.blockers).toEqual([]);
    }
    // By a plan that was made when nothing was wrong yet, a worker gets to see it.
    const restore = await jobs.endedRestore(backup.id, { planId: planned.id });
    expect(restore).toMatchObject({ status: 'failed', phase: 'planned', error: { code }, safetyBackupId: null });
    expect(restore.phases.map(({ name, status }) => `${name} ${status}`)).toEqual(['planned failed']);
    expect(await jobs.backup(backup.id)).toMatchObject({ status: 'corrupted', error: { code } });
    expect(await jobs.backupsOf(sourceId)).toHaveLength(1);
    expect(await readState(database.target)).toEqual(live);
    expect(await databasesOf(restore.id)).toEqual([]);
  });
});

describe('a damaged backup', () => {
  it('is completed again when the store has its bytes again, and a check says so', async () => {
    const aside = join(app.backupDir, '..', 'aside');
    await rename(artifact, aside);
    expect((await jobs.verifiedBackup(backup.id, 'checksum')).status).toBe('corrupted');
    await rename(aside, artifact);
    expect(await jobs.verifiedBackup(backup.id, 'checksum')).toMatchObject({ status: 'completed', error: null });
    await jobs.completedRestore(backup.id);
    expect(await sql(database.target, 'SELECT count(*)::int AS rows FROM t')).toEqual([{ rows: 3000 }]);
  });

  it('is not given to anybody as if it were whole', async () => {
    await truncate(artifact, Math.floor(bytes() / 2));
    const response = await app.api.raw(`/backups/${backup.id}/download`);
    const received = response.arrayBuffer().then((buffer) => buffer.byteLength === bytes());
    expect(response.ok && (await received.catch(() => false))).toBe(false);
  });

  it('that has another size than was stored is told in words to who downloads it, before any byte', async () => {
    const answer = async (method = 'GET') => {
      const response = await app.api.raw(`/backups/${backup.id}/download`, { method, headers: { range: 'bytes=5-' } });
      const text = await response.text();
      return [response.status, text === '' ? null : (JSON.parse(text) as ProblemBody).code];
    };
    await writeFile(artifact, 'x', { flag: 'a' });
    expect(await answer()).toEqual([500, 'CHECKSUM_MISMATCH']);
    await truncate(artifact, 10);
    expect(await answer()).toEqual([500, 'CHECKSUM_MISMATCH']);
    await truncate(artifact, 0);
    expect(await answer()).toEqual([500, 'CHECKSUM_MISMATCH']);
    expect(await answer('HEAD')).toEqual([500, null]);
    await rm(artifact);
    expect(await answer()).toEqual([500, 'ARCHIVE_UNREADABLE']);
  });

  it('can be deleted, of whatever of it is left', async () => {
    await rm(manifest);
    await truncate(artifact, 10);
    await jobs.verifiedBackup(backup.id, 'checksum');
    expect(
      expectStatus(200, await app.api.delete<ProblemBody & { freedBytes: number }>(`/backups/${backup.id}`)),
    ).toEqual({
      freedBytes: 10,
    });
  });
});
