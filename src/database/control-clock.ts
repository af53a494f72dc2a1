import type { EntityManager } from 'typeorm';

/** When this transaction began, by the clock of the control database: it alone says what is due, whatever machines believe. */
export async function controlNow(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>('SELECT now()');
  if (row === undefined) throw new Error('The control database does not tell the time.');
  return row.now;
}
