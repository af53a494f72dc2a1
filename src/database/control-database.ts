import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { AdvisoryLock } from './advisory-lock.js';
import { dataSourceOptions } from './data-source-options.js';

const MIGRATION_LOCK = 'backstitch migrations';
const LOCK_WAIT_MS = 120_000;

export interface ControlDatabaseState {
  /** Names of the migrations that were run now. */
  migrated: string[];
  /** False for a superuser or a role with BYPASSRLS: row-level security does not bind it, and the second wall between tenants is missing. */
  isRowSecurityBinding: boolean;
}

/** Brings the control database forward before anything else touches it. Several processes may start at once: one migrates, the others wait. */
export async function prepareControlDatabase(databaseUrl: string): Promise<ControlDatabaseState> {
  const lock = await acquireLock(databaseUrl);
  const dataSource = new DataSource(dataSourceOptions(databaseUrl));
  try {
    await dataSource.initialize();
    const migrated = await dataSource.runMigrations();
    const [role] = await dataSource.query<{ bypasses: boolean }[]>(
      `SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user`,
    );
    return { migrated: migrated.map(({ name }) => name), isRowSecurityBinding: role?.bypasses === false };
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await lock.release();
  }
}

async function acquireLock(databaseUrl: string): Promise<AdvisoryLock> {
  const deadline = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    const lock = await AdvisoryLock.tryAcquire(databaseUrl, MIGRATION_LOCK);
    if (lock !== null) return lock;
    if (Date.now() > deadline)
      throw new Error('Another process has been migrating the control database for two minutes.');
    await sleep(200);
  }
}
