import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { expectStatus } from './jobs-client.js';
import { eventually } from './eventually.js';
import { type FaultPlace, startFaultPlace } from './fault-place.js';
import { createMarkedDatabase, type MarkedDatabase, onDatabase, openSession } from './marked-database.js';
import type { ServerProcess } from './server-process.js';
import { queryOnce } from './throwaway-database.js';
import { type TypeormProject, typescriptMigration, writeTypeormProject } from './typeorm-project.js';

/** One source with a backup that says `old`; the live database says `live` since. */
export interface Source {
  id: string;
  database: MarkedDatabase;
  backupId: string;
}

/** An API without a worker, and one worker beside it that may be killed and replaced. */
export interface KillingGround extends FaultPlace {
  sources: readonly Source[];
  killWorker(): Promise<void>;
  startWorker(): Promise<void>;
  /** SIGSTOP, as a suspended machine does to it; the answer wakes it up again. */
  freezeWorker(): () => void;
}

export async function startKillingGround(
  names: readonly string[],
  options: { server?: PrivatePostgres } = {},
): Promise<KillingGround> {
  const code = await writeCode();
  const place = await startFaultPlace({
    ...options,
    env: { WORKER_CONCURRENCY: '0' },
    serverFile: { codeRoots: [code.codePath] },
  });
  const startWorker = (): Promise<ServerProcess> => place.app.startWorker({ WORKER_CONCURRENCY: '4' });
  let worker = await startWorker();
  const sources = await Promise.all(names.map((name) => addSource(place, name, code.codePath)));
  return {
    ...place,
    sources,
    killWorker: async () => {
      worker.signal('SIGKILL');
      await worker.ended();
    },
    startWorker: async () => {
      worker = await startWorker();
    },
    freezeWorker: () => {
      const frozen = worker;
      frozen.signal('SIGSTOP');
      return () => {
        frozen.signal('SIGCONT');
      };
    },
    remove: async () => {
      await place.remove();
      await code.remove();
    },
  };
}

/** Its second migration is not in the databases: a restore has something to bring forward. */
function writeCode(): Promise<TypeormProject> {
  return writeTypeormProject({
    '1700000000001-First.ts': typescriptMigration('First1700000000001', `await queryRunner.query('SELECT 1');`),
    '1700000000002-Second.ts': typescriptMigration(
      'Second1700000000002',
      `await queryRunner.query("SELECT public.wait('migration', 1)");
    await queryRunner.query('ALTER TABLE public.marker ADD COLUMN migrated boolean DEFAULT true');`,
    ),
  });
}

async function addSource(place: FaultPlace, name: string, codePath: string): Promise<Source> {
  const database = await createMarkedDatabase(place.server, name, 30_000);
  const id = await place.jobs.addSource(database.target, {
    name,
    migrations: { framework: 'typeorm', codePath, runner: 'typeorm' },
  });
  await database.mark('old');
  const backup = await place.jobs.completedBackup(id);
  await database.mark('live');
  return { id, database, backupId: backup.id };
}

/** Resolves once a session of ours is seen for which the condition over pg_stat_activity holds. */
export async function ourSession(place: FaultPlace, condition: string): Promise<void> {
  await eventually(`one of our sessions has ${condition}`, () => hasSession(place, condition));
}

export async function hasSession(place: FaultPlace, condition: string): Promise<boolean> {
  return onDatabase(place.server, 'postgres', async (db) => {
    const { rows } = await db.query(
      `SELECT FROM pg_stat_activity WHERE application_name LIKE 'bst %' AND ${condition}`,
    );
    return rows.length > 0;
  });
}

/** The name that a restore has given its side database; once there is a database of that name. */
export async function sideDatabaseOf(place: FaultPlace, restoreId: string): Promise<string> {
  return eventually(`restore ${restoreId} has a side database`, async () => {
    const [row] = await queryOnce<{ name: string | null }>(
      place.app.database.superuserUrl,
      `SELECT journal->'swap'->>'sideName' AS name FROM restores
        WHERE id = $1 AND journal->'swap'->>'sideOid' IS NOT NULL`,
      [restoreId],
    );
    return row?.name;
  });
}

/** Resolves once the record of a restore is in one of these phases, as near to the instant as a query can be. */
export async function phaseBegun(place: FaultPlace, restoreId: string, phases: readonly string[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const [row] = await queryOnce<{ phase: string }>(
      place.app.database.superuserUrl,
      'SELECT phase FROM restores WHERE id = $1',
      [restoreId],
    );
    if (row !== undefined && phases.includes(row.phase)) return;
    if (Date.now() > deadline) throw new Error(`Restore ${restoreId} never came to ${phases.join(' or ')}.`);
    await sleep(5);
  }
}

/**
 * Lets no message that renames a database get further than its first rename: it waits for this session, on the
 * server, whatever becomes of its client. `release` lets it go on.
 */
export async function holdRenames(place: FaultPlace): Promise<{ release(): Promise<void> }> {
  const holder: pg.Client = await openSession(place.server, 'postgres');
  await holder.query('BEGIN; LOCK TABLE pg_catalog.pg_database IN SHARE MODE');
  return { release: () => holder.end() };
}

export const RENAME_WAITS = `wait_event_type = 'Lock' AND query LIKE '%RENAME TO%'`;

export interface AskedRestore {
  id: string;
  source: Source;
}

export async function askRestore(place: KillingGround, source: Source, options: object = {}): Promise<AskedRestore> {
  const answer = await place.jobs.askRestore(source.backupId, { runMigrations: false, ...options });
  return { id: expectStatus(202, answer).restore.id, source };
}
