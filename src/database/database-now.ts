import type { EntityManager } from 'typeorm';

/** The control database's time, as of the beginning of the transaction. Clocks of machines differ; windows are judged by this one. */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>('SELECT now() AS now');
  if (row === undefined) throw new Error('A SELECT without FROM gives one row.');
  return row.now;
}
