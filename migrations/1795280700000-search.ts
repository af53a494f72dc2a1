import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The search looks through an index alone, which holds texts of up to so many bytes: an entry of an index may have 2,704.
 * The few that are longer are looked for by themselves.
 */
const MOST_BYTES = 2_000;

const TEXT_TO_SEARCH = `lower(concat_ws(E'\\n', "name", "description"))`;

const searchText = (text: string): string => `
  CREATE OR REPLACE FUNCTION "set_search_text"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW."searchText" := (SELECT ${text} FROM (SELECT ${TEXT_TO_SEARCH} AS whole FROM (SELECT NEW.*) AS backup) AS search);
    RETURN NEW;
  END
  $$`;

/** What lists filter by, as in the other indexes of backups. */
const FILTERS = ['tenantId', 'sourceId', 'status', 'origin', 'proof'];

/** Of who sees all tenants: lists by time alone, and what they filter by. */
const BY_TIME: Record<string, string[]> = {
  drills: ['tenantId', 'sourceId', 'backupId', 'status'],
  retention_runs: ['tenantId', 'sourceId', 'status', 'trigger'],
  setting_changes: ['tenantId', 'field'],
};

export class Search1795280700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(searchText(`CASE WHEN octet_length(whole) <= ${MOST_BYTES} THEN whole END`));
    await queryRunner.query(
      `UPDATE "backups" SET "searchText" = NULL WHERE octet_length("searchText") > ${MOST_BYTES}`,
    );
    await queryRunner.query(
      `CREATE INDEX "backups_by_text" ON "backups" ("createdAt", "id")
       INCLUDE (${quoted([...FILTERS, 'searchText'])}) WHERE "deletedAt" IS NULL`,
    );
    await queryRunner.query(
      `CREATE INDEX "backups_by_id" ON "backups" ("id") INCLUDE (${quoted(FILTERS)}) WHERE "deletedAt" IS NULL`,
    );
    for (const [table, filters] of Object.entries(BY_TIME)) {
      await queryRunner.query(
        `CREATE INDEX "${table}_by_time" ON "${table}" ("createdAt", "id") INCLUDE (${quoted(filters)})`,
      );
    }
    await queryRunner.query(
      `CREATE INDEX "backups_of_long_text" ON "backups" ("id") WHERE "searchText" IS NULL AND "deletedAt" IS NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(BY_TIME)) await queryRunner.query(`DROP INDEX "${table}_by_time"`);
    await queryRunner.query(`DROP INDEX "backups_by_id"`);
    await queryRunner.query(`DROP INDEX "backups_of_long_text"`);
    await queryRunner.query(`DROP INDEX "backups_by_text"`);
    await queryRunner.query(searchText('whole'));
    await queryRunner.query(`UPDATE "backups" SET "name" = "name" WHERE "searchText" IS NULL`);
  }
}

function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
