import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { VERSION } from '../config/version.js';
import { AdvisoryLock } from './advisory-lock.js';
import { withholdAuditTrail } from './audit-privileges.js';
import { moveIn } from './control-home.js';
import { dataSourceOptions } from './data-source-options.js';
import { endOrphans } from './end-orphans.js';
import { migrationNames, movesForward, readRelease, Release, schemaOf, writeRelease } from './release.js';

/** Whoever changes the schema of the control database, or replaces it whole, holds this. */
export const MIGRATION_LOCK = 'backstitch migrations';
/** Of the sessions that are opened under that lock, and of no others. */
const APPLICATION = 'backstitch migrations';
/** Longer than any dump and migration of a control database takes; a holder that dies frees the lock at once. */
const LOCK_WAIT_MS = 30 * 60_000;
const SAY_EVERY_MS = 15_000;

export interface Upgrade {
  /** What the instance is at; null when it was never written. */
  from: Release | null;
  to: Release;
  /** Names of the migrations that are about to be run. */
  pending: string[];
}

export interface PrepareOptions {
  /** Dumps the control database; answers where the dump lies. When it rejects, nothing is migrated. */
  beforeMigrations: (upgrade: Upgrade) => Promise<string>;
  /** In the first transaction of a control database that was restored from a dump: what it says is under way is so no more. */
  afterMove: (manager: EntityManager) => Promise<void>;
  /** What takes longer than a moment. */
  say: (line: string) => void;
}

export interface ControlDatabaseState {
  /** Names of the migrations that were run now. */
  migrated: string[];
  /** What this process is. */
  own: Release;
  /** What the instance is at now. Another one than our own only where an older version of the same schema starts. */
  current: Release;
  /** False for a superuser or a role with BYPASSRLS: row-level security does not bind it, and the second wall between tenants is missing. */
  isRowSecurityBinding: boolean;
}

/**
 * Brings the control database forward before anything else touches it. Several processes may start at once: one dumps
 * and migrates, the others wait. All pending migrations are one transaction: one that fails leaves the old schema, and
 * the old version can go on with it. A schema that this code does not know is refused.
 */
export async function prepareControlDatabase(
  databaseUrl: string,
  options: PrepareOptions,
): Promise<ControlDatabaseState> {
  const lock = await acquireLock(databaseUrl, options.say);
  const dataSource = new DataSource({ ...dataSourceOptions(databaseUrl), applicationName: APPLICATION });
  try {
    const orphans = await endOrphans(databaseUrl, APPLICATION);
    if (orphans.length > 0) {
      options.say(`A start that was killed left its migrations at work (pid ${orphans.join(', ')}); they are ended.`);
    }
    await dataSource.initialize();
    const known = migrationNames(dataSource.migrations);
    const own = new Release(VERSION, schemaOf(known));
    const executed = await executedMigrations(dataSource);
    const from = await currentRelease(dataSource);
    assertKnown(executed, known, own, from);
    const pending = known.filter((name) => !executed.includes(name));
    const isUpgrade = pending.length > 0 && executed.length > 0;
    const dumpKey = isUpgrade ? await options.beforeMigrations({ from, to: own, pending }) : null;
    await lock.confirm(); // who lost it may find that somebody else has migrated meanwhile
    const migrated = await dataSource.runMigrations();
    const current = await dataSource.transaction(async (manager) => {
      await manager.query(`SELECT set_config('backstitch.tenant', '*', true)`);
      await withholdAuditTrail(manager);
      if (await moveIn(manager)) await options.afterMove(manager);
      const written = await readRelease(manager);
      if (written !== null && !movesForward(own, written)) return written;
      await writeRelease(manager, own, dumpKey);
      return own;
    });
    const [role] = await dataSource.query<{ bypasses: boolean }[]>(
      `SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user`,
    );
    return {
      migrated: migrated.map(({ name }) => name),
      own,
      current,
      isRowSecurityBinding: role?.bypasses === false,
    };
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await lock.release();
  }
}

async function executedMigrations(dataSource: DataSource): Promise<string[]> {
  const [table] = await dataSource.query<{ found: boolean }[]>(
    `SELECT to_regclass('typeorm_migrations') IS NOT NULL AS found`,
  );
  if (table?.found !== true) return [];
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM typeorm_migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

/** null also for a control database of before releases were written. */
async function currentRelease(dataSource: DataSource): Promise<Release | null> {
  const [table] = await dataSource.query<{ found: boolean }[]>(
    `SELECT to_regclass('instance_releases') IS NOT NULL AS found`,
  );
  if (table?.found !== true) return null;
  return dataSource.transaction(async (manager) => {
    await manager.query(`SELECT set_config('backstitch.tenant', '*', true)`);
    return readRelease(manager);
  });
}

function assertKnown(executed: string[], known: string[], own: Release, from: Release | null): void {
  const unknown = executed.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const whose = from === null ? 'a later version of Backstitch' : from.toString();
  throw new AppError(
    'CONFLICT',
    `The control database was brought forward by ${whose}; this is ${own.toString()}, which does not know ` +
      `${unknown.join(', ')}. Nothing has been changed.`,
    {
      hint:
        `Start ${from === null ? 'that version' : `version ${from.version}`} or a later one. To go back to ${own.version}, bring back ` +
        'the dump that was made before the upgrade: npm run control:restore (docs/operations.md, "Going back").',
    },
  );
}

async function acquireLock(databaseUrl: string, say: (line: string) => void): Promise<AdvisoryLock> {
  const startedAt = performance.now();
  let saidAt = startedAt;
  for (;;) {
    const lock = await AdvisoryLock.tryAcquire(databaseUrl, MIGRATION_LOCK);
    if (lock !== null) return lock;
    if (performance.now() - startedAt > LOCK_WAIT_MS) {
      throw new AppError('LOCK_TIMEOUT', 'Another process has been migrating the control database for half an hour.', {
        hint: 'Look for a process of Backstitch that hangs: its session in pg_stat_activity is called "backstitch lock".',
      });
    }
    if (performance.now() - saidAt > SAY_EVERY_MS) {
      saidAt = performance.now();
      say('Waiting for another process, which dumps or migrates the control database.');
    }
    await sleep(200);
  }
}
