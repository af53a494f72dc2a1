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
  await isolate(queryRunner, table, tenantCondition(column));
}

/** For a table of the instance itself: only who acts for all tenants sees it. */
export async function enableInstanceIsolation(queryRunner: QueryRunner, table: string): Promise<void> {
  await isolate(queryRunner, table, INSTANCE);
}

/** In subqueries, which are asked once and not for each row: of 100,000 rows that is most of what looking at them costs. */
const INSTANCE = `(SELECT current_setting('backstitch.tenant', true)) = '*'`;

function tenantCondition(column: string): string {
  const tenant = `nullif(nullif(current_setting('backstitch.tenant', true), '*'), '')::uuid`;
  return `${INSTANCE} OR "${column}" = (SELECT ${tenant})`;
}

/** Gives the policies of earlier releases the conditions of today; they say the same. */
export async function renewIsolation(queryRunner: QueryRunner): Promise<void> {
  const policies = (await queryRunner.query(
    `SELECT tablename AS "table", policyname AS policy, qual ~ '\\mOR\\M' AS "isOfTenant"
       FROM pg_policies WHERE schemaname = current_schema() AND policyname = tablename || '_tenant'`,
  )) as { table: string; policy: string; isOfTenant: boolean }[];
  for (const { table, policy, isOfTenant } of policies) {
    const condition = isOfTenant ? tenantCondition(table === 'tenants' ? 'id' : 'tenantId') : INSTANCE;
    await queryRunner.query(`ALTER POLICY "${policy}" ON "${table}" USING (${condition}) WITH CHECK (${condition})`);
  }
}

async function isolate(queryRunner: QueryRunner, table: string, condition: string): Promise<void> {
  await queryRunner.query(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`);
  await queryRunner.query(`ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`);
  await queryRunner.query(
    `CREATE POLICY "${table}_tenant" ON "${table}" USING (${condition}) WITH CHECK (${condition})`,
  );
}
