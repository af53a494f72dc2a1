import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type PrivatePostgres, startPostgres, THROW_AWAY_SETTINGS } from '../../scripts/lib/postgres.mjs';
import { type PrivateRedis, startRedis } from '../../scripts/lib/redis.mjs';

let dir: string;
let postgres: PrivatePostgres | undefined;
let redis: PrivateRedis | undefined;
beforeEach(() => {
  dir = join(tmpdir(), `private-servers-${randomBytes(5).toString('hex')}`);
});
afterEach(async () => {
  await postgres?.remove();
  await redis?.remove();
  postgres = undefined;
  redis = undefined;
  rmSync(dir, { recursive: true, force: true });
});

const start = () => startPostgres({ dir, settings: THROW_AWAY_SETTINGS, isThrowAway: true });

describe('a private PostgreSQL', () => {
  it('lets nobody in without its password, and keeps its port and data over a restart', async () => {
    const first = (postgres = await start());
    await first.query('CREATE TABLE kept AS SELECT 7 AS n');
    const intruder = new pg.Client({ connectionString: first.urlFor({ password: 'guessed' }) });
    await expect(intruder.connect()).rejects.toMatchObject({ code: '28P01' });
    await first.stop();
    expect(first.isRunning()).toBe(false);
    const second = (postgres = await start());
    expect(second.url).toBe(first.url);
    expect(await second.query('SELECT n FROM kept')).toBe('7');
    expect(statSync(join(dir, 'cluster.json')).mode & 0o777).toBe(0o600);
  });

  it('starts again after kill -9', async () => {
    const first = (postgres = await start());
    await first.query('CREATE TABLE kept AS SELECT 7 AS n; CHECKPOINT');
    first.kill('SIGKILL');
    expect(await first.waitUntilGone()).toBe(true);
    const second = (postgres = await start());
    expect(second.pid).not.toBe(first.pid);
    expect(await second.query('SELECT n FROM kept')).toBe('7');
  });

  it('starts although its old pid belongs to another program by now', async () => {
    const first = (postgres = await start());
    await first.stop();
    const stale = `${process.pid}\n${first.dataDir}\n0\n${first.port}\n\n127.0.0.1\n0 0\nready   \n`;
    writeFileSync(join(first.dataDir, 'postmaster.pid'), stale);
    const second = (postgres = await start());
    expect(second.pid).not.toBe(process.pid);
    expect(await second.query('SELECT 1')).toBe('1');
  });

  it('takes over the one that still runs', async () => {
    const first = (postgres = await start());
    const second = await start();
    expect(second.pid).toBe(first.pid);
  });

  it('makes its data anew when it was killed while making them', async () => {
    postgres = await start();
    await postgres.stop();
    const serverDir = join(postgres.dataDir, '..');
    rmSync(postgres.dataDir, { recursive: true });
    mkdirSync(join(serverDir, 'data.partial/base'), { recursive: true });
    writeFileSync(join(serverDir, 'pwfile'), 'half');
    postgres = await start();
    expect(await postgres.query('SELECT 1')).toBe('1');
    expect(existsSync(join(serverDir, 'data.partial'))).toBe(false);
    expect(existsSync(join(serverDir, 'pwfile'))).toBe(false);
  });

  it('says why it does not start', async () => {
    const attempt = startPostgres({ dir, settings: { shared_buffers: 'nonsense' }, isThrowAway: true });
    await expect(attempt).rejects.toThrow(/invalid value for parameter "shared_buffers"/);
    rmSync(dir, { recursive: true, force: true });
  });
});

describe('a private Redis', () => {
  it('keeps what it holds over a restart and over kill -9, on the same port', async () => {
    const first = (redis = await startRedis({ dir }));
    expect(readFileSync(join(dir, 'redis.json'), 'utf8')).toContain(first.password);
    first.kill('SIGKILL');
    expect(await first.waitUntilGone()).toBe(true);
    const second = (redis = await startRedis({ dir }));
    expect(second.url).toBe(first.url);
    expect(second.pid).not.toBe(first.pid);
    expect((await startRedis({ dir })).pid).toBe(second.pid);
    await second.stop();
    expect(second.isRunning()).toBe(false);
  });
});
