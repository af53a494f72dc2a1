import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from './api-client.js';
import { claimRedisDatabase } from './redis-database.js';
import { ServerProcess } from './server-process.js';
import { createThrowawayDatabase, type ThrowawayDatabase } from './throwaway-database.js';

export const ADMIN = { email: 'admin@example.test', password: 'a-password-for-tests' };

export interface AppOptions {
  /** Added to, or instead of, the variables of the set-up; undefined takes one away. */
  env?: Record<string, string | undefined>;
  /** The content of backstitch.config.json. */
  serverFile?: object;
  /** A superuser's URL of the server that gets the control database; the one that test files share by default. */
  controlServerUrl?: string;
}

/** The built application as a process of its own, with a control database, Redis database and store that nobody else uses. */
export interface AppProcess {
  readonly baseUrl: string;
  /** Nobody is signed in on it. */
  readonly anonymous: ApiClient;
  /** Signed in as the first superadmin. */
  readonly api: ApiClient;
  readonly database: ThrowawayDatabase;
  readonly backupDir: string;
  readonly masterKey: string;
  readonly env: Record<string, string>;
  /** The process that runs now. */
  readonly process: ServerProcess;
  /** Another worker of the same instance; `stop` ends it too. */
  startWorker(env?: Record<string, string>): Promise<ServerProcess>;
  /** SIGTERM (or, with a signal, that); then a new process on the same port, database and store. */
  restart(signal?: NodeJS.Signals): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends every process and removes everything. Resolves with the exit code of the main one. */
  stop(): Promise<number | string>;
}

export async function startApp(options: AppOptions = {}): Promise<AppProcess> {
  const database = await createThrowawayDatabase(options.controlServerUrl);
  const redis = await claimRedisDatabase();
  const home = await mkdtemp(join(tmpdir(), 'backstitch-test-'));
  const port = Number(options.env?.PORT ?? (await freePort()));
  const masterKey = randomBytes(32).toString('base64');
  const env = withoutUndefined({
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    BACKSTITCH_HOME: home,
    BACKUP_DIR: join(home, 'backups'),
    BACKSTITCH_CONFIG: join(home, 'backstitch.config.json'),
    MASTER_KEY: masterKey,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    PORT: String(port),
    LOG_LEVEL: 'debug',
    // Test files ask faster than people, all from one address; those about the limits set them.
    RATE_LIMIT_PER_MINUTE: '1000000',
    RATE_LIMIT_ANONYMOUS_PER_MINUTE: '1000000',
    ...options.env,
  });
  await writeFile(join(home, 'backstitch.config.json'), JSON.stringify(options.serverFile ?? {}));

  const baseUrl = `http://127.0.0.1:${port}`;
  const anonymous = new ApiClient(baseUrl);
  const workers: ServerProcess[] = [];
  const cleanUp = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await redis.release();
    await database.drop();
    await rm(home, { recursive: true, force: true });
  };

  let main = ServerProcess.spawn('main', env);
  let api: ApiClient;
  try {
    await main.printed(/^Backstitch is ready on /m);
    api = await anonymous.login(ADMIN.email, ADMIN.password);
  } catch (error) {
    await main.stop();
    await cleanUp();
    throw error;
  }

  return {
    baseUrl,
    anonymous,
    api,
    database,
    backupDir: join(home, 'backups'),
    masterKey,
    env,
    get process() {
      return main;
    },
    startWorker: async (extra = {}) => {
      const worker = ServerProcess.spawn('worker', { ...env, ...extra });
      workers.push(worker);
      await worker.printed(/^Backstitch worker is ready/m);
      return worker;
    },
    kill: async (signal) => {
      main.signal(signal);
      await main.ended();
    },
    restart: async (signal = 'SIGTERM') => {
      if (main.isRunning) main.signal(signal);
      await main.ended();
      main = ServerProcess.spawn('main', env);
      await main.printed(/^Backstitch is ready on /m);
    },
    stop: async () => {
      const code = await main.stop();
      await cleanUp();
      return code;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}

function withoutUndefined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
