import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { MARKER_FILE } from '../../src/platform/storage/drivers/local-store-marker.js';
import type { AppProcess } from './app-process.js';
import { eventually } from './eventually.js';
import { onDatabase } from './marked-database.js';
import { queryOnce } from './throwaway-database.js';

/** What there must be none of once every job has ended, each as a line that a person can act on. */
export interface Leftovers {
  objects: string[];
  databases: string[];
  sessions: string[];
  processes: string[];
  temporaryFiles: string[];
  locks: string[];
  openRecords: string[];
}

export const NOTHING: Leftovers = {
  objects: [],
  databases: [],
  sessions: [],
  processes: [],
  temporaryFiles: [],
  locks: [],
  openRecords: [],
};

export interface Place {
  app: AppProcess;
  /** Of the sources; nobody else's. */
  server: PrivatePostgres;
  /** TMPDIR of the application, of nobody else: by it its programs are known. */
  temporaryDirectory: string;
}

/** Looks until nothing is left, for at most 5 s (locks and sessions end a moment after the record says so); then tells what is. */
export async function leftovers(place: Place): Promise<Leftovers> {
  try {
    return await eventually(
      'nothing is left',
      async () => {
        const found = await look(place);
        return Object.values(found).every((lines: string[]) => lines.length === 0) ? found : null;
      },
      5_000,
    );
  } catch {
    return look(place);
  }
}

async function look({ app, server, temporaryDirectory }: Place): Promise<Leftovers> {
  return {
    objects: await strayObjects(app),
    databases: await strayDatabases(app, server),
    sessions: await onDatabase(server, 'postgres', async (db) => {
      const { rows } = await db.query<{ line: string }>(
        `SELECT format('%s %s %s: %s', pid, application_name, state, left(query, 100)) AS line FROM pg_stat_activity
          WHERE application_name LIKE 'bst %' OR application_name LIKE 'backstitch%'`,
      );
      return rows.map(({ line }) => line);
    }),
    processes: await programsOf(temporaryDirectory),
    // tsx, by which TypeScript migrations are read, keeps a cache of its own there.
    temporaryFiles: (await readdir(temporaryDirectory)).filter((name) => !name.startsWith('tsx-')),
    locks: await linesOf(
      app,
      `SELECT 'source ' || "sourceId" AS line FROM source_locks UNION ALL
       SELECT format('advisory %s %s of pid %s', classid, objid, pid) FROM pg_locks
        WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    ),
    openRecords: await linesOf(
      app,
      `SELECT format('backup %s %s', id, status) AS line FROM backups WHERE status IN ('pending', 'running') UNION ALL
       SELECT format('restore %s %s', id, status) FROM restores WHERE status IN ('pending', 'running', 'rolling_back') UNION ALL
       SELECT format('drill %s %s', id, status) FROM drills WHERE status IN ('pending', 'running') UNION ALL
       SELECT format('job %s %s', id, state) FROM jobs WHERE state IN ('waiting', 'active') UNION ALL
       SELECT format('scratch database %s', name) FROM scratch_databases`,
    ),
  };
}

/** What every store has beside backups: escrowed keys of tenants, and vouchers of who signs. */
const KEY_OF_STORE = /^keys\/([^/]+\/[^/.][^/]*\.age|signers\/[0-9a-f-]{36}\.[0-9a-f]{8}\.json)$/;

/** Files that no completed backup has, and files of completed backups that are not there. */
async function strayObjects(app: AppProcess): Promise<string[]> {
  const known = new Set(
    await linesOf(
      app,
      `SELECT a."storageKey" AS line FROM artifacts a JOIN backups b ON b.id = a."backupId" WHERE b.status = 'completed'
       UNION SELECT "manifestKey" FROM backups WHERE status = 'completed'`,
    ),
  );
  const there = new Set(await filesBelow(app.env.BACKUP_DIR ?? app.backupDir));
  return [
    ...[...there].filter((file) => !known.has(file) && !KEY_OF_STORE.test(file)),
    ...[...known].filter((file) => !there.has(file)).map((file) => `missing: ${file}`),
  ].sort();
}

async function strayDatabases(app: AppProcess, server: PrivatePostgres): Promise<string[]> {
  const kept = new Set(
    await linesOf(app, `SELECT name || ' ' || oid AS line FROM kept_databases WHERE "droppedAt" IS NULL`),
  );
  const there = await onDatabase(server, 'postgres', (db) =>
    db.query<{ line: string }>(`SELECT datname || ' ' || oid AS line FROM pg_database WHERE datname LIKE 'bst%'`),
  );
  const names = new Set(there.rows.map(({ line }) => line));
  return [
    ...[...names].filter((line) => !kept.has(line)),
    ...[...kept].filter((line) => !names.has(line)).map((line) => `missing: ${line}`),
  ];
}

/** Programs that the application started, known by the TMPDIR they inherit; its own processes are no leftovers. */
export async function programsOf(temporaryDirectory: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const environment = (await textOf(`/proc/${pid}/environ`)).split('\0');
    const command = (await textOf(`/proc/${pid}/cmdline`)).replaceAll('\0', ' ').trim();
    if (!environment.includes(`TMPDIR=${temporaryDirectory}`) || command === '') continue;
    if (!/dist\/app\/(main|worker)\.js/.test(command)) found.push(`${pid} ${command}`);
  }
  return found;
}

/** Every file but the one by which a store is known. */
export async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory() && entry.name !== MARKER_FILE)
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}

async function linesOf(app: AppProcess, query: string): Promise<string[]> {
  return (await queryOnce<{ line: string }>(app.database.superuserUrl, query)).map(({ line }) => line);
}

/** Empty when the process has gone meanwhile. */
async function textOf(file: string): Promise<string> {
  return readFile(file, 'latin1').catch(() => '');
}
