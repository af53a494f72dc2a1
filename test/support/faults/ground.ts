import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type FaultPlace, startFaultPlace } from '../fault-place.js';
import { RestartablePostgres, RestartableRedis } from './servers.js';
import { createMarkedDatabase, type MarkedDatabase } from '../marked-database.js';
import type { ServerProcess } from '../server-process.js';
import { queryOnce } from '../throwaway-database.js';
import { typescriptMigration, writeTypeormProject } from '../typeorm-project.js';
import { fingerprint } from './fingerprint.js';
import { PostgresProxy } from './postgres-proxy.js';
import { StoreTrap } from './store-steps.js';
import { TcpProxy } from './tcp-proxy.js';

/** How long a stream may stand still in these tests. Long enough for a machine with other things to do. */
export const STALL_SECONDS = 20;

/** One source: a backup that says `old`, a live database that says `live`, and what a restore makes of it. */
export interface Subject {
  id: string;
  database: MarkedDatabase;
  backupId: string;
  /** The fingerprint of the backup's rows, brought forward by the code's migrations. */
  restored: string;
}

interface Watched {
  statements: PostgresProxy;
  network: TcpProxy;
}

/**
 * An API without a worker, and a worker beside it of which everything can be seen and broken: both its databases and
 * its Redis are behind networks of ours, and every step in its store can be its last.
 */
export interface Ground extends FaultPlace {
  subjects: readonly Subject[];
  control: Watched;
  sources: Watched;
  redis: TcpProxy;
  /** The servers themselves. */
  servers: { control: RestartablePostgres; sources: RestartablePostgres; redis: RestartableRedis };
  store: StoreTrap;
  /** The store is a file system of its own, of 256 MB. */
  isStoreMounted: boolean;
  readonly worker: ServerProcess;
  /** SIGKILL; resolves when the process is gone. */
  killWorker(): Promise<void>;
  /** A new one, with these variables besides; the one before must be gone. */
  startWorker(env?: Record<string, string>): Promise<void>;
  /** SQL on the control database, past the network. */
  record<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
}

export interface GroundOptions {
  /** One source each. */
  names: readonly string[];
  rows?: number;
  env?: Record<string, string>;
  /** Gives the store a file system of its own where we may mount one. */
  mountStore?: boolean;
  /** Loaded into every worker, besides the trap in its store. */
  preload?: string;
}

export async function startGround(options: GroundOptions): Promise<Ground> {
  const code = await writeTypeormProject({
    '1700000000001-First.ts': typescriptMigration('First1700000000001', `await queryRunner.query('SELECT 1');`),
    '1700000000002-Second.ts': typescriptMigration(
      'Second1700000000002',
      `await queryRunner.query("SELECT public.wait('migration', 1)");
    await queryRunner.query('ALTER TABLE public.marker ADD COLUMN IF NOT EXISTS migrated boolean DEFAULT true');`,
    ),
  });
  const servers = {
    control: await RestartablePostgres.start(),
    sources: await RestartablePostgres.start(),
    redis: await RestartableRedis.start(),
  };
  const mounted = options.mountStore === true ? await mountStore() : null;
  const place = await startFaultPlace({
    server: servers.sources.now,
    controlServerUrl: servers.control.now.superuserUrl,
    env: {
      REDIS_URL: servers.redis.now.url,
      WORKER_CONCURRENCY: '0',
      STALL_TIMEOUT_SECONDS: String(STALL_SECONDS),
      ...(mounted === null ? {} : { BACKUP_DIR: mounted.directory }),
      ...options.env,
    },
    serverFile: { codeRoots: [code.codePath] },
  });
  const control = await PostgresProxy.start(() => servers.control.now);
  const sources = await PostgresProxy.start(() => servers.sources.now);
  const redis = await TcpProxy.start(() => servers.redis.now);
  const store = new StoreTrap(place.app.env.BACKSTITCH_HOME ?? '');
  const preload = [...StoreTrap.preload];
  if (options.preload !== undefined) preload.push('--import', options.preload);
  const workerEnv = {
    DATABASE_URL: throughPort(place.app.env.DATABASE_URL, control.network.port),
    REDIS_URL: throughPort(place.app.env.REDIS_URL, redis.port),
    WORKER_CONCURRENCY: '4',
    NODE_OPTIONS: preload.join(' '),
    ...store.env,
  };
  let worker = await place.app.startWorker(workerEnv);
  const ground: Omit<Ground, 'subjects'> = {
    ...place,
    control,
    sources,
    redis,
    servers,
    store,
    isStoreMounted: mounted !== null,
    get worker() {
      return worker;
    },
    get server() {
      return servers.sources.now;
    },
    killWorker: async () => {
      if (worker.isRunning) worker.signal('SIGKILL');
      await worker.ended();
    },
    startWorker: async (env = {}) => {
      worker = await place.app.startWorker({ ...workerEnv, ...env });
    },
    record: (sql, values = []) => queryOnce(place.app.database.superuserUrl, sql, values),
    remove: async () => {
      // Whatever is cut off or frozen: a worker that is stopped must be able to say goodbye.
      for (const network of [control.network, sources.network, redis]) network.mend();
      await place.remove();
      await mounted?.remove();
      await Promise.all([servers.control.remove(), servers.sources.remove(), servers.redis.remove()]);
      await Promise.all([control.network.close(), sources.network.close(), redis.close(), code.remove()]);
    },
  };
  const subjects = [];
  for (const name of options.names) {
    subjects.push(await addSubject(ground, name, code.codePath, options.rows ?? 5_000));
  }
  return Object.defineProperty(ground as Ground, 'subjects', { value: subjects });
}

async function addSubject(
  place: Omit<Ground, 'subjects'>,
  name: string,
  codePath: string,
  rows: number,
): Promise<Subject> {
  const database = await createMarkedDatabase(place.server, name, rows);
  const id = await place.jobs.addSource(
    { ...database.target, port: place.sources.network.port },
    { name, migrations: { framework: 'typeorm', codePath, runner: 'typeorm' } },
  );
  await database.mark('old');
  const backup = await place.jobs.completedBackup(id);
  // What a restore of it looks like is told by a restore of it.
  await place.jobs.completedRestore(backup.id);
  const restored = await fingerprint(place.server, name);
  await database.mark('live');
  return { id, database, backupId: backup.id, restored };
}

/** null where we have no right to mount. */
async function mountStore(): Promise<{ directory: string; remove(): Promise<void> } | null> {
  const directory = await mkdtemp(join(tmpdir(), 'backstitch-store-'));
  const run = promisify(execFile);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=256m,mode=0700', 'none', directory]);
  } catch {
    await rm(directory, { recursive: true });
    return null;
  }
  return {
    directory,
    remove: async () => {
      await run('umount', ['--lazy', directory]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function throughPort(url: string | undefined, port: number): string {
  const changed = new URL(url ?? '');
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.href;
}
