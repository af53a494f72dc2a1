import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { openClient, sql } from './database-state.js';
import { eventually } from './eventually.js';

/**
 * Makes whoever sets a setting of a database or role wait for this session: the last thing that the phase side_restore
 * does, when all is restored, where the live database has settings. Sessions can be opened meanwhile.
 */
export async function holdSettings(server: ConnectionTarget): Promise<{ end(): Promise<void> }> {
  const holder = await openClient({ ...server, database: 'postgres' });
  await holder.query('BEGIN; LOCK TABLE pg_catalog.pg_db_role_setting IN SHARE MODE');
  return holder;
}

/** Resolves once the side database of the restore waits for its settings. */
export async function settingsWait(server: ConnectionTarget, restoreId: string): Promise<void> {
  await eventually('the settings wait', async () => {
    const rows = await sql(
      { ...server, database: 'postgres' },
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%ALTER DATABASE%SET%' AND query LIKE '%' || $1 || '%'`,
      [`bst_side_${restoreId.slice(-12)}`],
    );
    return rows.length > 0;
  });
}
