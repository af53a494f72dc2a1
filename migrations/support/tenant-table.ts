import type { QueryRunner } from 'typeorm';

/**
 * Holds a table to the tenant that the transaction says it acts for (`backstitch.tenant`, set by Database): `*` sees all
 * rows, an id sees and writes that tenant's, and nothing set sees nothing. FORCE, since the application owns its tables.
 */
export async function enableTenantIsolation(
  queryRunner: QueryRunner,
  table: string,
  column = 'tenantId',
): Promise<void> {
  await isolate(queryRunner, table, `${INSTANCE} OR "${column}"::text = current_setting('backstitch.tenant', true)`);
}

/** For a table of the instance itself: only who acts for all tenants sees it. */
export async function enableInstanceIsolation(queryRunner: QueryRunner, table: string): Promise<void> {
  await isolate(queryRunner, table, INSTANCE);
}

const INSTANCE = `current_setting('backstitch.tenant', true) = '*'`;

async function isolate(queryRunner: QueryRunner, table: string, condition: string): Promise<void> {
  await queryRunner.query(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`);
  await queryRunner.query(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`);
  await queryRunner.query(
    `CREATE POLICY "${table}_tenant" ON "${table}" USING (${condition}) WITH CHECK (${condition})`,
  );
}
