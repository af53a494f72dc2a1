import { readdir, realpath } from 'node:fs/promises';
import { basename, delimiter, isAbsolute, join } from 'node:path';
import type { ProcessRunner } from '../process/process-runner.js';
import { chooseClients, type ChosenClients, type InstalledClient, type WantedClients } from './choose-clients.js';

/** `*` stands for one directory. Homebrew's, Debian's, Red Hat's and EnterpriseDB's places. */
const USUAL_PLACES = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/usr/local/pgsql/bin',
  '/opt/homebrew/opt/postgresql@*/bin',
  '/opt/homebrew/opt/libpq/bin',
  '/usr/local/opt/postgresql@*/bin',
  '/usr/local/opt/libpq/bin',
  '/Library/PostgreSQL/*/bin',
  '/Applications/Postgres.app/Contents/Versions/*/bin',
];

export interface ClientPlaces {
  /** Directories named in the server's configuration, looked at first. */
  directories?: readonly string[];
  /** PATH. */
  path?: string;
}

/** The PostgreSQL client programs of this machine. Each version is asked once and remembered. */
export class ClientPrograms {
  private found: Promise<InstalledClient[]> | null = null;

  constructor(
    private readonly runner: ProcessRunner,
    private readonly places: ClientPlaces = {},
    private readonly usualPlaces: readonly string[] = USUAL_PLACES,
  ) {}

  /** Lowest major first; of one major, configured directories first, then the highest minor. */
  installed(): Promise<InstalledClient[]> {
    this.found ??= this.find().catch((error: unknown) => {
      this.found = null;
      throw error;
    });
    return this.found;
  }

  /**
   * Looks again when nothing fits: a client installed meanwhile is found without a restart.
   * @throws AppError CLIENT_TOO_OLD
   */
  async choose(wanted: WantedClients): Promise<ChosenClients> {
    try {
      return chooseClients(await this.installed(), wanted);
    } catch {
      this.found = null;
      return chooseClients(await this.installed(), wanted);
    }
  }

  private async find(): Promise<InstalledClient[]> {
    const configured = this.places.directories ?? [];
    const onPath = (this.places.path ?? '').split(delimiter).filter(isAbsolute);
    const usual = await Promise.all(this.usualPlaces.map(expand));
    const asked = new Set<string>();
    const clients: InstalledClient[] = [];
    for (const directory of [...configured, ...usual.flat(), ...onPath]) {
      const programs = await programsIn(directory);
      if (!programs || asked.has(programs.pgDump)) continue;
      asked.add(programs.pgDump);
      const version = await this.versionOf(programs.pgDump);
      if (version) clients.push({ ...programs, ...version, isConfigured: configured.includes(directory) });
    }
    return clients.sort(
      (a, b) => a.major - b.major || Number(b.isConfigured) - Number(a.isConfigured) || b.minor - a.minor,
    );
  }

  private async versionOf(pgDump: string): Promise<{ version: string; major: number; minor: number } | null> {
    const { exitCode, stdout } = await this.runner.run({ program: pgDump, args: ['--version'], timeoutMs: 10_000 });
    return exitCode === 0 ? parseVersion(stdout) : null;
  }
}

/** `pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, `… 18beta2`, `… 9.6.24` (whose major is 9.6). */
export function parseVersion(line: string): { version: string; major: number; minor: number } | null {
  const [, first, second = '0', third = '0'] = /\(PostgreSQL\) (\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(line) ?? [];
  if (!first) return null;
  if (Number(first) >= 10) return { version: `${first}.${second}`, major: Number(first), minor: Number(second) };
  return { version: `${first}.${second}.${third}`, major: Number(`${first}.${second}`), minor: Number(third) };
}

async function expand(pattern: string): Promise<string[]> {
  const star = pattern.split('/').findIndex((part) => part.includes('*'));
  if (star < 0) return [pattern];
  const parts = pattern.split('/');
  const parent = parts.slice(0, star).join('/');
  const [before = '', after = ''] = (parts[star] ?? '').split('*');
  const names = await entriesOf(parent);
  return names
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .map((name) => [parent, name, ...parts.slice(star + 1)].join('/'));
}

async function entriesOf(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch {
    return []; // not this kind of machine
  }
}

/** Debian's /usr/bin/pg_dump is a script that picks a version by the clusters of the machine: not what we chose. */
async function programsIn(directory: string): Promise<{ pgDump: string; pgRestore: string } | null> {
  try {
    const [pgDump, pgRestore] = [
      await realpath(join(directory, 'pg_dump')),
      await realpath(join(directory, 'pg_restore')),
    ];
    return basename(pgDump) === 'pg_dump' && basename(pgRestore) === 'pg_restore' ? { pgDump, pgRestore } : null;
  } catch {
    return null; // the directory does not hold both
  }
}
