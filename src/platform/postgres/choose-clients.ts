import { AppError } from '../../common/app-error.js';

export interface InstalledClient {
  /** Absolute, links resolved. */
  pgDump: string;
  pgRestore: string;
  version: string;
  /** 15, or 9.6 for the old way of counting. */
  major: number;
  minor: number;
  isConfigured: boolean;
}

export interface WantedClients {
  /** The major of the server to be dumped. */
  serverMajor: number;
  /** The major of the server that is restored into, where it is known. */
  targetMajor?: number;
  /** The major of the pg_dump that wrote the archive; absent: the one chosen here. */
  archiveMajor?: number;
}

export interface ChosenClients {
  pgDump: InstalledClient;
  pgRestore: InstalledClient;
}

/** pg_restore from 17 on sets transaction_timeout, which an older server answers with an error. */
const FIRST_WITH_TRANSACTION_TIMEOUT = 17;

/**
 * The lowest major that fits, since newer programs write archives that older ones cannot read. `available` is sorted
 * as ClientPrograms sorts it.
 * @throws AppError CLIENT_TOO_OLD
 */
export function chooseClients(available: readonly InstalledClient[], wanted: WantedClients): ChosenClients {
  const pgDump = choosePgDump(available, wanted.serverMajor);
  const dumpMajor = wanted.archiveMajor ?? pgDump.major;
  return { pgDump, pgRestore: choosePgRestore(available, dumpMajor, wanted.targetMajor) };
}

export function choosePgDump(available: readonly InstalledClient[], serverMajor: number): InstalledClient {
  const chosen = available.find((client) => client.major >= serverMajor);
  if (chosen) return chosen;
  throw tooOld(`the server is PostgreSQL ${serverMajor}`, available, serverMajor);
}

export function choosePgRestore(
  available: readonly InstalledClient[],
  archiveMajor: number,
  targetMajor?: number,
): InstalledClient {
  const chosen = available.find((client) => client.major >= archiveMajor);
  if (!chosen) throw tooOld(`the archive was written by pg_dump ${archiveMajor}`, available, archiveMajor);
  const isTooNew = (targetMajor ?? chosen.major) < FIRST_WITH_TRANSACTION_TIMEOUT;
  if (targetMajor !== undefined && isTooNew && chosen.major >= FIRST_WITH_TRANSACTION_TIMEOUT) {
    if (archiveMajor < FIRST_WITH_TRANSACTION_TIMEOUT) {
      throw tooOld(`pg_restore ${chosen.major} cannot restore into PostgreSQL ${targetMajor}`, available, archiveMajor);
    }
    throw new AppError(
      'CLIENT_TOO_OLD',
      `An archive of pg_dump ${archiveMajor} needs a pg_restore that cannot restore into PostgreSQL ${targetMajor}.`,
      { hint: `Restore into PostgreSQL ${FIRST_WITH_TRANSACTION_TIMEOUT} or newer.` },
    );
  }
  return chosen;
}

function tooOld(why: string, available: readonly InstalledClient[], major: number): AppError {
  const found = available.map((client) => client.version).join(', ') || 'none';
  return new AppError('CLIENT_TOO_OLD', `No fitting PostgreSQL client program: ${why}; installed: ${found}.`, {
    hint:
      `Install the client programs of PostgreSQL ${major} (Debian: postgresql-client-${major}; ` +
      `Homebrew: postgresql@${major}), or name their directory in postgresClientPaths.`,
  });
}
