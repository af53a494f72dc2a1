import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { AppError } from '../../src/common/app-error.js';
import {
  connect,
  DatabaseClient,
  withConnection,
  type ConnectionTarget,
  type SslMode,
} from '../../src/platform/postgres/connection.js';
import { libpqEnvironment } from '../../src/platform/postgres/libpq.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import { startTestPostgres } from '../support/clusters.js';

const options = { applicationName: 'backstitch-tls-test' };
/** Nothing but the certificate knows this name. */
const CERTIFIED = 'db.certified.invalid';
const failureOf = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => {
      throw new Error('it should have failed');
    },
    (error: unknown) => error as AppError,
  );

describe('a connection to a server with TLS and passwords', () => {
  let server: PrivatePostgres;
  let target: ConnectionTarget;

  beforeAll(async () => {
    server = await startTestPostgres();
    const { host, port, user, password } = server;
    target = { host, port, user, password, database: 'postgres' };
    await makeCertificate(server);
    await server.query('ALTER SYSTEM SET ssl = on');
    await reload(server);
  });
  afterAll(async () => {
    await server.remove();
  });

  const isEncrypted = (sslMode: SslMode, who = target): Promise<unknown> =>
    withConnection({ ...who, sslMode }, options, async (db) => {
      const { rows } = await db.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      return rows[0]?.ssl;
    });

  it.each([
    ['disable', false],
    ['allow', false],
    ['prefer', true],
    ['require', true],
  ] as const)('under %s is encrypted: %s', async (sslMode, encrypted) => {
    expect(await isEncrypted(sslMode)).toBe(encrypted);
  });

  it.each(['verify-ca', 'verify-full'] as const)(
    'under %s refuses a certificate that nobody vouches for',
    async (mode) => {
      expect(await failureOf(isEncrypted(mode))).toMatchObject({ code: 'SOURCE_UNREACHABLE' });
    },
  );

  it('checks the certificate by the name, though nobody is asked for the address', async () => {
    const pinned = { ...target, addresses: ['127.0.0.1'], sslMode: 'verify-full' as const };
    const certified = { ...pinned, host: CERTIFIED };
    const other = { ...pinned, host: 'other.invalid' };

    const tls = { ca: await readFile(join(server.dataDir, 'server.crt')), rejectUnauthorized: true };
    const open = (who: ConnectionTarget) =>
      DatabaseClient.open(who, {
        ...options,
        tls,
        connectTimeoutMs: 10_000,
        deadline: Date.now() + 10_000,
        life: null,
      });
    await (await open(certified)).end();
    expect(await failureOf(open(other))).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });

    const home = await mkdtemp(join(tmpdir(), 'backstitch-tls-home-'));
    try {
      await mkdir(join(home, '.postgresql'));
      await writeFile(join(home, '.postgresql', 'root.crt'), tls.ca);
      const runner = new ProcessRunner({ ...process.env, HOME: home });
      const psql = async (who: ConnectionTarget): Promise<string> => {
        const env = libpqEnvironment(who, options.applicationName);
        return (await runner.run({ program: 'psql', args: ['--no-psqlrc', '--command=SELECT 1'], env })).stderrTail;
      };
      expect(await psql(certified)).toBe('');
      expect(await psql(other)).toContain('does not match host name');
    } finally {
      await rm(home, { recursive: true });
    }
  });

  it('goes on to the other transport where pg_hba.conf refuses the first', async () => {
    await server.query("CREATE ROLE picky LOGIN PASSWORD 'p'");
    const picky = { ...target, user: 'picky', password: 'p' };
    const refusing = async (kind: 'hostssl' | 'hostnossl'): Promise<void> => {
      const others = 'host all all 127.0.0.1/32 scram-sha-256\nlocal all all scram-sha-256\n';
      await writeFile(join(server.dataDir, 'pg_hba.conf'), `${kind} all picky 127.0.0.1/32 reject\n${others}`);
      await reload(server);
    };
    await refusing('hostssl');
    expect(await isEncrypted('prefer', picky)).toBe(false);
    expect(await failureOf(isEncrypted('require', picky))).toMatchObject({
      hint: expect.stringContaining('pg_hba.conf'),
    });
    await refusing('hostnossl');
    expect(await isEncrypted('allow', picky)).toBe(true);
    expect(await failureOf(isEncrypted('disable', picky))).toMatchObject({
      hint: expect.stringContaining('pg_hba.conf'),
    });
  });

  it('says so when the password is wrong or missing, and takes none from our environment', async () => {
    process.env.PGPASSWORD = server.password;
    try {
      const wrong = await failureOf(connect({ ...target, password: 'not the pässword' }, options));
      expect(wrong).toMatchObject({ code: 'SOURCE_UNREACHABLE', hint: expect.stringContaining('password') });
      expect(wrong.message).not.toContain('not the pässword');
      expect((await failureOf(connect({ ...target, password: null }, options))).code).toBe('SOURCE_UNREACHABLE');
    } finally {
      delete process.env.PGPASSWORD;
    }
  });

  it('survives the server being killed', async () => {
    const db = await connect(target, options);
    const lost = new Promise<AppError>((resolve) => db.onLost(resolve));
    const running = failureOf(db.query('SELECT pg_sleep(60)'));
    await server.stop('immediate');
    expect((await lost).code).toBe('SOURCE_UNREACHABLE');
    expect((await running).code).toBe('SOURCE_UNREACHABLE');
    await db.end();
    expect((await failureOf(connect(target, options))).hint).toContain('server is running');
  });
});

async function makeCertificate(server: PrivatePostgres): Promise<void> {
  const [key, certificate] = [join(server.dataDir, 'server.key'), join(server.dataDir, 'server.crt')];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${CERTIFIED}`];
  const runner = new ProcessRunner(process.env);
  const made = await runner.run({ program: 'openssl', args: [...args, '-keyout', key, '-out', certificate] });
  if (made.exitCode !== 0) throw new Error(made.stderrTail);
  const { uid, gid } = await stat(server.dataDir);
  for (const file of [key, certificate]) await chown(file, uid, gid);
}

/** Gives the server's own word for when its new configuration counts. */
async function reload(server: PrivatePostgres): Promise<void> {
  const before = await server.query('SELECT pg_conf_load_time()');
  await server.query('SELECT pg_reload_conf()');
  while ((await server.query('SELECT pg_conf_load_time()')) === before);
}
