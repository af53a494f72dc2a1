import type { AppProcess } from './app-process.js';
import { asAdmin, type TestDatabase } from './postgres-databases.js';
import { queryOnce } from './throwaway-database.js';

/** Drops a database that a test made, with those that restores of it left behind for their rollback windows. */
export async function dropWithKept(app: AppProcess, database: TestDatabase): Promise<void> {
  const kept = await queryOnce<{ name: string }>(
    app.database.superuserUrl,
    `SELECT k.name FROM kept_databases k JOIN sources s ON s.id = k."sourceId" WHERE s.database ->> 'database' = $1`,
    [database.target.database],
  );
  await asAdmin(async (admin) => {
    for (const { name } of kept) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  await database.drop();
}
