import type { Database } from './database.js';

/** Each batch in a transaction of its own, until one finds less than a whole batch. @param sql a DELETE of at most `atOnce` rows */
export async function deleteInBatches(database: Database, sql: string, atOnce: number): Promise<void> {
  for (let gone = atOnce; gone === atOnce;) {
    const [, deleted] = await database.asSystem((manager) => manager.query<[unknown, number]>(sql));
    gone = deleted;
  }
}
