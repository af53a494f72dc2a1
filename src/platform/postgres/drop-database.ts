import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import {
  assertSame,
  type DatabaseRef,
  expectDatabases,
  findDatabase,
  INTERRUPTED_DROP,
  sendAtOnce,
} from './database-ref.js';
import { retryWhileInUse } from './in-use.js';
import { sqlStateOf } from './postgres-error.js';
import { quoteIdentifier } from './quoting.js';
import { endSessions } from './sessions.js';

/**
 * Drops a database that is ours to drop, by name **and** OID. Idempotent: one that is gone is a success. Connections are
 * refused first, then its sessions ended one by one, then it is dropped; killed in between, the next call goes on, also
 * from an interrupted DROP. Never give it the live database.
 * @returns whether there was one to drop
 * @throws AppError CONFLICT when the OID bears another name, or the name another OID (nothing is touched), or when
 *   replication slots hang on it (an inactive one would be dropped along without a word)
 */
export async function dropDatabase(db: Queryable, database: DatabaseRef): Promise<boolean> {
  const found = (await findDatabase(db, { oid: database.oid })) ?? (await findDatabase(db, { name: database.name }));
  if (!found) return false;
  assertSame(found, database);
  await refuseSlots(db, database);

  const name = quoteIdentifier(database.name);
  // What an interrupted DROP left takes no ALTER (since 15.4), and nobody can connect to it.
  if (found.connectionLimit !== INTERRUPTED_DROP) {
    await sendAtOnce(db, [
      `ALTER DATABASE ${name} IS_TEMPLATE false`,
      `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`,
      expectDatabases([database]),
    ]);
  }
  try {
    await retryWhileInUse(async () => {
      const { refused } = await endSessions(db, [database.oid]);
      if (refused.length > 0) {
        throw new AppError(
          'PERMISSION_DENIED',
          `Database "${database.name}" has sessions that the role of the source may not end.`,
          {
            hint: `End them: pid ${refused.map(({ pid, user }) => `${pid} (${user ?? 'unknown'})`).join(', ')}.`,
          },
        );
      }
      await db.query(`DROP DATABASE ${name}`);
    });
  } catch (error) {
    if (sqlStateOf(error) !== '3D000') throw error;
    return false;
  }
  return true;
}

async function refuseSlots(db: Queryable, database: DatabaseRef): Promise<void> {
  const { rows } = await db.query<{ slot: string }>(
    'SELECT slot_name AS slot FROM pg_catalog.pg_replication_slots WHERE datoid = $1::oid ORDER BY 1',
    [database.oid],
  );
  if (rows.length === 0) return;
  const slots = rows.map(({ slot }) => `"${slot}"`).join(', ');
  throw new AppError('CONFLICT', `Replication slots hang on database "${database.name}": ${slots}.`, {
    hint: 'Drop them with pg_drop_replication_slot() once nothing needs them, then try again.',
  });
}
