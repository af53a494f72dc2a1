import { v7 as uuidV7 } from 'uuid';
import type { Settings } from '../../config/settings.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { targetOfUrl } from '../../platform/postgres/database-url.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import { registerLocalStore } from '../../platform/storage/drivers/local-store-marker.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { seeAllRows } from './visible-rows.js';

/** The programs, for who works without the application: a start before its migrations, a command. */
export function controlTools(settings: Settings): { runner: ProcessRunner; clients: ClientPrograms } {
  const { environment, server } = settings;
  const runner = new ProcessRunner(environment);
  const clients = new ClientPrograms(runner, {
    directories: server.postgresClientPaths,
    ...(environment.PATH === undefined ? {} : { path: environment.PATH }),
  });
  return { runner, clients };
}

/**
 * The store BACKUP_DIR, as the control database knows it: where its directory is not there, or another store is, every
 * operation says so. One that the control database does not know yet becomes a store.
 */
export async function openBackupDir({ databaseUrl, backupDir }: Settings): Promise<StorageDriver> {
  const known = await withConnection(
    targetOfUrl(databaseUrl),
    { applicationName: 'backstitch control dump' },
    async (db) => {
      await seeAllRows(db);
      const { rows: tables } = await db.query<{ found: boolean }>(
        `SELECT to_regclass('public.storage_backends') IS NOT NULL AS found`,
      );
      if (tables[0]?.found !== true) return undefined;
      const { rows } = await db.query<{ id: string }>(
        `SELECT id FROM public.storage_backends WHERE kind = 'local' AND location = $1`,
        [backupDir],
      );
      return rows[0]?.id;
    },
  );
  return new LocalStorage(backupDir, known ?? (await registerLocalStore(backupDir, uuidV7())));
}
