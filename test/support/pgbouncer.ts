import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { eventually } from './eventually.js';

export interface PgBouncer {
  port: number;
  stop(): Promise<void>;
}

/** A real PgBouncer in front of a server; whoever comes is let in as the target's user. One connection to the server at most. */
export async function startPgBouncer(
  server: ConnectionTarget,
  poolMode: 'transaction' | 'session',
): Promise<PgBouncer> {
  const program = process.env.BACKSTITCH_TEST_PGBOUNCER;
  if (!program) throw new Error('BACKSTITCH_TEST_PGBOUNCER is not set: run the tests by `npm test`.');
  const directory = await mkdtemp(join(tmpdir(), 'backstitch-pgbouncer-'));
  const port = await freePort();
  const file = join(directory, 'pgbouncer.ini');
  const login = `user=${server.user}${server.password === null ? '' : ` password=${server.password}`}`;
  await writeFile(
    file,
    `[databases]
* = host=${server.host} port=${server.port} ${login}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${poolMode}
default_pool_size = 1
ignore_startup_parameters = extra_float_digits
`,
    { mode: 0o644 },
  );
  // It refuses root.
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(program, [...asUser, file], { stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await eventually('PgBouncer listens', () => {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${said}`);
    return answers(port);
  });
  return {
    port,
    stop: async () => {
      running.delete(child);
      if (child.exitCode === null) {
        child.kill('SIGINT');
        const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
        await once(child, 'exit');
        clearTimeout(late);
      }
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
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
