import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AgeIdentity, generateAgeIdentity } from '../../src/platform/crypto/age-identity.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { runShell, type ShellResult } from '../support/documents.js';
import { eventually } from '../support/eventually.js';
import { queryOnce } from '../support/throwaway-database.js';

let app: AppProcess;
let recovery: AgeIdentity;
let folder: string;

beforeAll(async () => {
  recovery = await generateAgeIdentity();
  app = await startApp({ env: { RECOVERY_RECIPIENT: recovery.recipient } });
  const [instance] = await control<{ id: string }>('SELECT "instanceId" AS id FROM instance');
  folder = join(app.backupDir, '_control', instance?.id ?? '');
  await control(`UPDATE instance SET "createdAt" = now() - interval '90 days'`);
});
afterAll(async () => {
  await app.stop();
});

async function control<Row extends object>(sql: string): Promise<Row[]> {
  return queryOnce<Row>(app.database.superuserUrl, sql);
}

async function files(): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function whole(): Promise<string[]> {
  return (await files()).filter((name) => name.endsWith('.json'));
}

async function checks(): Promise<Record<string, string>> {
  return (await app.anonymous.get<{ checks: Record<string, string> }>('/health')).body.checks;
}

/** Yesterday's of the whole fortnight and more, as a store would have them; their contents do not matter. */
async function writeEarlierDumps(nights: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let night = 1; night <= nights; night += 1) {
    const day = new Date(Date.now() - (night + 1) * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    const name = join(folder, `${day}_031700_nightly_0.1.0_0000000000${String(night).padStart(2, '0')}`);
    await writeFile(`${name}.dump.zst.age`, 'an earlier dump');
    await writeFile(`${name}.json`, '{}');
  }
}

it('a nightly dump that would lack rows is not made: row-level security of a table hides some', async () => {
  await control(`CREATE POLICY hides ON audit_events AS RESTRICTIVE USING (false)`);
  await app.restart();
  await eventually('the dump failed', async () => /nightly dump .* failed \(DUMP_FAILED\)/.test(app.process.stderr));
  expect(app.process.stderr).toMatch(/Row-level security may hide rows of public\.audit_events from a dump/);
  expect(await files()).toEqual([]);
  expect(await checks()).toMatchObject({ controlDump: 'degraded', database: 'ok' });
  await control(`DROP POLICY hides ON audit_events`);
});

it('a nightly dump that cannot be stored is told, and made when the store is back', async () => {
  const marker = join(app.backupDir, '.backstitch-store');
  await rename(marker, `${marker}.away`);
  await app.restart();
  await eventually('the dump failed', async () => /nightly dump .* failed \(STORAGE_FAILED\)/.test(app.process.stderr));
  expect(await checks()).toMatchObject({ controlDump: 'degraded' });
  await rename(`${marker}.away`, marker);
});

it('many missed nights are caught up by one dump, of one process alone, and fourteen stay', async () => {
  await writeEarlierDumps(20);
  const cut = join(folder, '20260101_031700_nightly_0.1.0_00000000dead.dump.zst.age');
  await writeFile(cut, 'what a killed process left');
  await app.kill('SIGTERM');
  const [, ...workers] = await Promise.all([app.restart(), app.startWorker(), app.startWorker()]);
  await eventually('a dump of today', async () => (await whole()).some((name) => !name.includes('_00000000')));
  await eventually('the oldest are gone', async () => (await files()).length <= 28);
  // A second dump would come from another process's look, which each has had by its first heartbeat.
  const names = await whole();
  expect(names).toHaveLength(14);
  expect(names.filter((name) => !name.includes('_00000000'))).toHaveLength(1);
  expect(await files()).not.toContain(cut.split('/').at(-1));
  expect(await checks()).toMatchObject({ controlDump: 'ok' });
  await Promise.all(workers.map((worker) => worker.stop()));
});

it('a restart makes no other', async () => {
  const before = await files();
  await app.restart();
  await eventually('it takes jobs', async () => (await checks()).workers === 'ok');
  expect(await files()).toEqual(before);
});

it('what a control:restore left that was broken off does not stand in the way of the next', async () => {
  await app.kill('SIGTERM');
  const live = new URL(app.database.url).pathname.slice(1);
  const admin = new URL(app.database.superuserUrl);
  admin.pathname = '/postgres';
  await queryOnce(admin.href, `CREATE DATABASE ${live}_new`);
  const again = (): Promise<ShellResult> =>
    runShell('npm run --silent control:restore -- latest --replace', { ...app.env, CONTROL_ADMIN_URL: admin.href });
  // Whose that is can only be told by its comment.
  expect(await again()).toMatchObject({ code: 1, stderr: expect.stringContaining('rename or drop it') });
  await queryOnce(admin.href, `COMMENT ON DATABASE ${live}_new IS 'backstitch control:restore is under way'`);
  expect(await again()).toMatchObject({ code: 0, stderr: expect.stringContaining(`Dropping "${live}_new"`) });
  const others = await queryOnce<{ name: string }>(
    admin.href,
    `SELECT datname AS name FROM pg_database WHERE datname LIKE $1 || '_%'`,
    [live],
  );
  expect(others).toEqual([{ name: expect.stringMatching(/_before_\d{8}_\d{6}$/) }]);
  for (const { name } of others) await queryOnce(admin.href, `DROP DATABASE ${name}`);
  await app.restart();
  expect(await checks()).toMatchObject({ database: 'ok' });
});

it('the dump holds every row, of every tenant, and opens with the recovery identity and standard programs alone', async () => {
  const name = (await whole()).at(-1) ?? '';
  const manifest = JSON.parse(await readFile(join(folder, name), 'utf8')) as {
    tableCounts: Record<string, number>;
    artifact: { fileName: string };
  };
  const identity = join(dirname(app.backupDir), 'recovery-identity.txt');
  await writeFile(identity, recovery.identity, { mode: 0o600 });
  // By a file: pg_restore stops reading after the table it was asked for, and zstd would be told by SIGPIPE.
  const plain = join(dirname(app.backupDir), 'control.dump');
  const { code, stdout } = await runShell(
    `age -d -i '${identity}' '${join(folder, manifest.artifact.fileName)}' | zstd -q -d -o '${plain}'
     pg_restore --data-only --table users --file - '${plain}'`,
    {},
  );
  expect(code).toBe(0);
  expect(stdout).toContain('admin@example.test');
  expect(manifest.tableCounts).toMatchObject({ 'public.users': 1, 'public.tenants': 1, 'public.instance': 1 });
});
