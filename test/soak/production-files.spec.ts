import { execFile } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { parseDockerfile, textsOf } from '../support/dockerfile.js';
import { REPOSITORY } from '../support/documents.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase } from '../support/postgres-databases.js';
import { ServerProcess } from '../support/server-process.js';
import { parseUnit } from '../support/systemd-unit.js';

// As root, on Debian 12 with systemd and debootstrap: what those files say is done as far as it can be without an engine.
const run = promisify(execFile);
const NOBODY = 65_534;

it('systemd reads the units', async () => {
  const units = ['backstitch-api.service', 'backstitch-worker@.service'].map((name) => `docker/systemd/${name}`);
  const { stdout, stderr } = await run('systemd-analyze', ['verify', ...units], { cwd: REPOSITORY });
  expect(`${stdout}${stderr}`).toBe('');
});

describe('the lines of the units', () => {
  let app: AppProcess;
  let code: string;
  let data: string;
  const started: ServerProcess[] = [];

  beforeAll(async () => {
    // What is started here is set up as by startApp; its own process makes way.
    app = await startApp();
    await app.kill('SIGTERM');
    code = await mkdtemp(join(tmpdir(), 'backstitch-code-'));
    await cp(join(REPOSITORY, 'dist'), join(code, 'dist'), { recursive: true });
    for (const name of ['package.json', 'admin-ui'])
      await cp(join(REPOSITORY, name), join(code, name), { recursive: true });
    await symlink(join(REPOSITORY, 'node_modules'), join(code, 'node_modules'));
    await run('chmod', ['-R', 'a=rX', code]);
    data = await mkdtemp(join(tmpdir(), 'backstitch-data-'));
    await chown(data, NOBODY, NOBODY);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(started.map((process) => process.stop()));
    await app.stop();
    await rm(code, { recursive: true });
    await rm(data, { recursive: true });
  });

  /** What the unit says, without systemd: its variables, its words, an unprivileged user, code that nobody may write. */
  async function start(name: string): Promise<ServerProcess> {
    const unit = parseUnit(await readFile(join(REPOSITORY, 'docker/systemd', name), 'utf8'));
    const ofUnit = (unit.get('Service.Environment') ?? []).flatMap((line) =>
      line.split(' ').map((pair) => pair.split('=')),
    );
    const words = (unit.get('Service.ExecStart')?.[0] ?? '').split(' ');
    const env = {
      ...(Object.fromEntries(ofUnit) as Record<string, string>),
      DATABASE_URL: app.env.DATABASE_URL ?? '',
      REDIS_URL: app.env.REDIS_URL ?? '',
      MASTER_KEY: app.masterKey,
      PORT: app.env.PORT ?? '',
      BACKSTITCH_HOME: join(data, 'home'),
      BACKUP_DIR: join(data, 'store'),
      ADMIN_EMAIL: app.env.ADMIN_EMAIL ?? '',
      ADMIN_PASSWORD: app.env.ADMIN_PASSWORD ?? '',
    };
    const process = ServerProcess.spawnProgram('setpriv', [...AS_NOBODY, ...words], { env, cwd: code });
    started.push(process);
    await process.printed(/^Backstitch (worker )?is ready/m);
    return process;
  }

  it('bring up one API that takes no jobs and two workers that do, as nobody, in a directory that they cannot write', async () => {
    const api = await start('backstitch-api.service');
    const jobs = new JobsClient(await app.anonymous.login(app.env.ADMIN_EMAIL ?? '', app.env.ADMIN_PASSWORD ?? ''));
    const database = await createTestDatabase();
    await sql(database.target, 'CREATE TABLE t AS SELECT generate_series(1, 1000) AS n');
    const waiting = await jobs.askBackup(await jobs.addSource(database.target));
    const health = await app.anonymous.get<{ status: string; reasons?: Record<string, string> }>('/health');
    expect(health).toMatchObject({ status: 200, body: { status: 'degraded', reasons: { workers: 'none_alive' } } });
    expect(await jobs.backup(waiting.id)).toMatchObject({ status: 'pending' });

    const workers = [await start('backstitch-worker@.service'), await start('backstitch-worker@.service')];
    expect(await jobs.backupEnds(waiting.id)).toMatchObject({ status: 'completed', error: null });
    await eventually('both workers are alive', async () => {
      const { body } = await jobs.api.get<{ checks: { name: string; data: { alive?: number } }[] }>('/health/details');
      return body.checks.find(({ name }) => name === 'workers')?.data.alive === 2;
    });
    await jobs.completedRestore(waiting.id, {
      strategy: 'new_database',
      target: { database: `${database.target.database}_new` },
    });
    await sql(database.target, `DROP DATABASE "${database.target.database}_new" WITH (FORCE)`);
    for (const process of [...workers, api]) expect(await process.stop()).toBe(0);
    await database.drop();
  }, 120_000);
});

describe('the RUN lines of the image', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'backstitch-image-'));
    await chmod(root, 0o755);
    await run('debootstrap', ['--variant=minbase', 'bookworm', root, 'http://deb.debian.org/debian'], {
      maxBuffer: 2 ** 26,
    });
    await cp(process.execPath, join(root, 'usr/local/bin/node'));
  }, 600_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  const inside = (command: string) => run('chroot', [root, 'sh', '-euc', command], { maxBuffer: 2 ** 26, env: INSIDE });

  it('of its last stage run on Debian 12, with the clients that Debian has instead of those of PGDG', async () => {
    const stage = parseDockerfile(await readFile(join(REPOSITORY, 'docker/Dockerfile'), 'utf8')).at(-1) ?? [];
    for (const line of textsOf(stage, 'RUN')) await inside(withoutPgdg(line));
    const { stdout } = await inside(
      'tini --version; age --version; zstd --version; pg_dump --version; tar --version; id backstitch; stat -c "%n %a %U" /var/lib/backstitch /var/backups/backstitch',
    );
    expect(stdout).toMatch(/tini version/);
    expect(stdout).toMatch(/pg_dump \(PostgreSQL\) 15/);
    expect(stdout).toMatch(/uid=10001\(backstitch\) gid=10001/);
    expect(stdout).toMatch(/^\/var\/lib\/backstitch 700 backstitch$/m);

    // As its user, what it starts with: the code is there and says what it lacks.
    await mkdir(join(root, 'app'));
    for (const name of ['dist', 'package.json', 'node_modules', 'scripts/healthcheck.mjs']) {
      await cp(join(REPOSITORY, name), join(root, 'app', name), { recursive: true, dereference: true });
    }
    const started = run('chroot', [
      '--userspec=10001:10001',
      root,
      'sh',
      '-c',
      'cd /app && exec tini -- node dist/app/main.js',
    ]);
    await expect(started).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('MASTER_KEY is missing') });
    const asked = run('chroot', [
      '--userspec=10001:10001',
      root,
      'sh',
      '-c',
      'cd /app && PORT=9 node scripts/healthcheck.mjs',
    ]);
    await expect(asked).rejects.toMatchObject({ code: 1 });
  }, 600_000);
});

/** Nothing of ours, such as a TMPDIR that is not there inside. */
const INSIDE = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  DEBIAN_FRONTEND: 'noninteractive',
};

const AS_NOBODY = [
  '--reuid',
  String(NOBODY),
  '--regid',
  String(NOBODY),
  '--clear-groups',
  '--no-new-privs',
  '--inh-caps=-all',
];

/** The repository of PGDG cannot be reached from everywhere; Debian's own clients stand for its. */
function withoutPgdg(run: string): string {
  return run
    .replaceAll(/&& (install -d|curl|echo) [^&]*(pgdg|postgresql)[^&]*/g, '')
    .replaceAll(/postgresql-client-(?!15)\d+/g, '');
}
