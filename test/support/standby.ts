import { execFile, type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { sql } from './database-state.js';
import { eventually } from './eventually.js';

export interface Standby {
  host: string;
  port: number;
  /** Resolves when it has replayed all that the primary has written by now. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/** A real standby of a server, made by pg_basebackup and fed by streaming replication. It has the primary's users. */
export async function startStandby(primary: PrivatePostgres): Promise<Standby> {
  // As whom the primary runs: PostgreSQL refuses root.
  const { uid, gid } = await stat(primary.dataDir);
  const directory = await mkdtemp(join(tmpdir(), 'backstitch-standby-'));
  await chown(directory, uid, gid);
  const dataDir = join(directory, 'data');
  const login = {
    PGHOST: primary.host,
    PGPORT: String(primary.port),
    PGUSER: primary.user,
    PGPASSWORD: primary.password,
  };
  await promisify(execFile)(join(primary.bin, 'pg_basebackup'), ['-D', dataDir, '-R', '-X', 'stream', '-c', 'fast'], {
    env: { PATH: process.env.PATH, ...login },
    cwd: directory,
    uid,
    gid,
  });
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off' };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(primary.bin, 'postgres'), ['-D', dataDir, ...args], {
    env: { PATH: process.env.PATH },
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
    uid,
    gid,
  });
  running.add(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const { user, password } = primary;
  const postgres = { user, password, database: 'postgres', sslMode: 'disable' as const };
  const at = { ...postgres, host: '127.0.0.1', port };
  const replayed = (): Promise<string | null> =>
    sql<{ at: string }>(at, 'SELECT pg_last_wal_replay_lsn()::text AS at').then(
      ([row]) => row?.at ?? null,
      () => null,
    );
  await eventually('the standby answers', () => {
    if (child.exitCode !== null) throw new Error(`The standby ended: ${said}`);
    return replayed();
  });
  return {
    host: at.host,
    port,
    caughtUp: async () => {
      const [row] = await sql<{ at: string }>(
        { ...postgres, host: primary.host, port: primary.port },
        'SELECT pg_current_wal_insert_lsn()::text AS at',
      );
      await eventually('the standby has caught up', async () => {
        const [found] = await sql<{ isThere: boolean }>(
          at,
          'SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS "isThere"',
          [row?.at],
        );
        return found?.isThere;
      });
    },
    stop: async () => {
      running.delete(child);
      if (child.exitCode === null) {
        child.kill('SIGQUIT');
        await once(child, 'exit');
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A test run that is broken off leaves nothing behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
