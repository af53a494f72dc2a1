import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PrivatePostgres, startPostgres, THROW_AWAY_SETTINGS } from '../../../scripts/lib/postgres.mjs';
import { type PrivateRedis, startRedis } from '../../../scripts/lib/redis.mjs';

/** A PostgreSQL that may be stopped, started again on the same port and data, and frozen. */
export class RestartablePostgres {
  private constructor(
    private readonly dir: string,
    private server: PrivatePostgres,
  ) {}

  static async start(): Promise<RestartablePostgres> {
    const dir = join(tmpdir(), `backstitch_fault_${randomBytes(6).toString('hex')}`);
    return new RestartablePostgres(dir, await startIn(dir));
  }

  get now(): PrivatePostgres {
    return this.server;
  }

  /** As a crash would: no backend may finish what it does. */
  async stop(): Promise<void> {
    await this.server.stop('immediate');
  }

  async startAgain(): Promise<void> {
    const { port } = this.server;
    this.server = await startIn(this.dir);
    if (this.server.port !== port) throw new Error(`The port ${port} was taken meanwhile.`);
  }

  /** SIGSTOP for the server and each of its processes. `thaw` lets them go on. */
  freeze(): { thaw(): void } {
    return freezeTree(this.server.pid);
  }

  async remove(): Promise<void> {
    await this.server.remove();
    await rm(this.dir, { recursive: true, force: true });
  }
}

export class RestartableRedis {
  private constructor(
    private readonly dir: string,
    private server: PrivateRedis,
  ) {}

  static async start(): Promise<RestartableRedis> {
    const dir = join(tmpdir(), `backstitch_fault_${randomBytes(6).toString('hex')}`);
    return new RestartableRedis(dir, await startRedis({ dir }));
  }

  get now(): PrivateRedis {
    return this.server;
  }

  async kill(): Promise<void> {
    this.server.kill('SIGKILL');
    await this.server.waitUntilGone();
  }

  async startAgain(): Promise<void> {
    this.server = await startRedis({ dir: this.dir });
  }

  freeze(): { thaw(): void } {
    return freezeTree(this.server.pid);
  }

  async remove(): Promise<void> {
    await this.server.remove();
    await rm(this.dir, { recursive: true, force: true });
  }
}

async function startIn(dir: string): Promise<PrivatePostgres> {
  // What was committed survives the end of the server, though not that of the machine.
  const settings = { ...THROW_AWAY_SETTINGS, synchronous_commit: 'on', max_connections: 150 };
  return startPostgres({ dir, settings, isThrowAway: true });
}

function freezeTree(pid: number): { thaw(): void } {
  const pids = [pid, ...childrenOf(pid)];
  signal(pids, 'SIGSTOP');
  return {
    thaw: () => {
      signal(pids, 'SIGCONT');
    },
  };
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        // The fourth field of stat(5); the second is a name in brackets.
        const [, after = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
        return Number(after.split(' ')[1]) === parent;
      } catch {
        return false; // it ended meanwhile
      }
    })
    .map(Number);
}
