import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';
import { v7 as uuidV7 } from 'uuid';
import type { AppProcess } from './app-process.js';

/**
 * Copies of a completed backup, so many days older and with numbers below every other: each a record with objects of its
 * own in the store. Making as many in earnest takes hours.
 */
export async function cloneBackups(app: AppProcess, backupId: string, count: number, days: number): Promise<string[]> {
  const client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ manifestKey: string; storageKey: string; lowest: number }>(
      `SELECT b."manifestKey", a."storageKey", (SELECT least(0, min(number)) FROM backups) AS lowest
         FROM backups b JOIN artifacts a ON a."backupId" = b.id WHERE b.id = $1`,
      [backupId],
    );
    const [original] = rows;
    if (original === undefined) throw new Error(`There is no stored backup ${backupId}.`);
    const columns = { backups: await columnsOf(client, 'backups'), artifacts: await columnsOf(client, 'artifacts') };
    const ids: string[] = [];
    await client.query('BEGIN');
    for (let made = 1; made <= count; made += 1) {
      const id = uuidV7();
      const number = original.lowest - made;
      const copyOf = async (key: string): Promise<string> => {
        const copied = join(`${dirname(key)}-copy${-number}`, basename(key));
        await mkdir(join(app.backupDir, dirname(copied)), { recursive: true, mode: 0o700 });
        await copyFile(join(app.backupDir, key), join(app.backupDir, copied));
        return copied;
      };
      const manifestKey = await copyOf(original.manifestKey);
      const storageKey = await copyOf(original.storageKey);
      const createdAt = new Date(Date.now() - days * 86_400_000);
      await copyRow(client, 'backups', columns.backups, `id = '${backupId}'`, { id, number, manifestKey, createdAt });
      const artifact = { id: uuidV7(), backupId: id, storageKey };
      await copyRow(client, 'artifacts', columns.artifacts, `"backupId" = '${backupId}'`, artifact);
      ids.push(id);
    }
    await client.query('COMMIT');
    return ids;
  } finally {
    await client.end();
  }
}

async function columnsOf(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows.map(({ name }) => name);
}

async function copyRow(
  client: Client,
  table: string,
  columns: readonly string[],
  where: string,
  changes: Record<string, unknown>,
): Promise<void> {
  const names = Object.keys(changes);
  const values = columns.map((column) => (names.includes(column) ? `$${names.indexOf(column) + 1}` : `"${column}"`));
  await client.query(
    `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')})
     SELECT ${values.join(', ')} FROM ${table} WHERE ${where}`,
    Object.values(changes),
  );
}
