import pg from 'pg';
import { onDatabase } from '../marked-database.js';
import type { Ground } from './ground.js';

/** Takes away what is kept on purpose, as the end of its window would: a soak makes hundreds of restores. */
export async function tidy(ground: Ground): Promise<void> {
  const kept = await ground.record<{ id: string; name: string }>(
    'SELECT id, name FROM kept_databases WHERE "droppedAt" IS NULL',
  );
  for (const { id, name } of kept) {
    await onDatabase(ground.server, 'postgres', (db) =>
      db.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
    );
    await ground.record('UPDATE kept_databases SET "droppedAt" = now() WHERE id = $1', [id]);
  }
}
