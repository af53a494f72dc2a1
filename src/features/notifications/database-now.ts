import type { EntityManager } from 'typeorm';

/** The time of the control database: the one clock of all processes. Of the transaction: the same throughout. */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>('SELECT now() AS now');
  return row?.now ?? new Date();
}
