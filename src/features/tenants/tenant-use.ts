import type { EntityManager } from 'typeorm';

/** What a tenant has now of what its plan limits. */
export interface TenantUse {
  /** Completed, damaged, and being made; without those that restores made for safety. */
  backups: number;
  storedBytes: number;
  /** What restores made for safety, which no plan counts. */
  safetyBackups: number;
  safetyBytes: number;
}

/** From the tallies, which triggers keep: as quick with a hundred thousand backups as with ten. */
export async function tenantUse(manager: EntityManager, tenantId: string): Promise<TenantUse> {
  const [row] = await manager.query<Record<keyof TenantUse, string>[]>(
    `SELECT ${sum('backups', '<>', `AND status IN ('pending', 'running', 'completed', 'corrupted')`)} AS backups,
            ${sum('"storedBytes"', '<>')} AS "storedBytes",
            ${sum('backups', '=', `AND status IN ('running', 'completed', 'corrupted')`)} AS "safetyBackups",
            ${sum('"storedBytes"', '=')} AS "safetyBytes"
       FROM backup_tallies WHERE "tenantId" = $1 AND fact = 'existing' AND day IS NULL`,
    [tenantId],
  );
  return {
    backups: Number(row?.backups ?? 0),
    storedBytes: Number(row?.storedBytes ?? 0),
    safetyBackups: Number(row?.safetyBackups ?? 0),
    safetyBytes: Number(row?.safetyBytes ?? 0),
  };
}

function sum(column: string, safety: '=' | '<>', condition = ''): string {
  return `coalesce(sum(${column}) FILTER (WHERE origin ${safety} 'safety' ${condition}), 0)`;
}
