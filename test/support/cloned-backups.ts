import { Client } from 'pg';
import { copierOf } from '../../scripts/lib/backup-copies.mjs';
import type { AppProcess } from './app-process.js';

/**
 * Copies of a completed backup, so many days older and with numbers below every other: each a record with objects of its
 * own in the store. Making as many in earnest takes hours.
 */
export async function cloneBackups(app: AppProcess, backupId: string, count: number, days: number): Promise<string[]> {
  const client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ lowest: number }>('SELECT least(0, min(number)) AS lowest FROM backups');
    const lowest = rows[0]?.lowest ?? 0;
    const createdAt = new Date(Date.now() - days * 86_400_000);
    const copy = await copierOf(client, app.backupDir, backupId);
    const ids: string[] = [];
    await client.query('BEGIN');
    for (let made = 1; made <= count; made += 1) ids.push(await copy({ number: lowest - made, createdAt }));
    await client.query('COMMIT');
    return ids;
  } finally {
    await client.end();
  }
}
