import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewIsolation } from './support/tenant-table.js';

/** What the list of backups filters by: with it in an index, the rows themselves need not be looked at. */
const FILTERS = ['tenantId', 'sourceId', 'status', 'origin', 'proof'];
/** What figures are made of. */
const FIGURES = ['finishedAt', 'durationMs', 'rawBytes', 'storedBytes'];

/** Of what is not deleted; each ends with the id, by which ties are broken. */
const BACKUP_INDEXES: Record<string, string[]> = {
  backups_by_time: ['createdAt', 'id'],
  backups_of_source: ['sourceId', 'createdAt', 'id'],
  backups_by_name: ['name', 'id'],
  backups_by_size: ['storedBytes', 'id'],
  backups_by_duration: ['durationMs', 'id'],
};

/** Texts that lists show, filter and search: they stay in the row, whatever goes out of it. */
const IN_ROW = ['name', 'description', 'createdBy', 'appVersion', 'manifestKey'];

/** Lists that stay quick at 100,000 backups (docs/performance.md). */
export class Lists1795280600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await renewIsolation(queryRunner);

    await queryRunner.query(`ALTER TABLE "backups" ADD "searchText" text`);
    await queryRunner.query(SEARCH_TEXT);
    await queryRunner.query(
      `CREATE TRIGGER "backups_search_text" BEFORE INSERT OR UPDATE OF "name", "description" ON "backups"
       FOR EACH ROW EXECUTE FUNCTION "set_search_text"()`,
    );
    // What is wide goes out of the row, so that looking at all rows reads little. Both tables are written anew for it.
    for (const column of IN_ROW) {
      await queryRunner.query(`ALTER TABLE "backups" ALTER COLUMN "${column}" SET STORAGE MAIN`);
    }
    for (const table of ['backups', 'restores']) {
      await queryRunner.query(`ALTER TABLE "${table}" SET (toast_tuple_target = 128)`);
    }
    await queryRunner.query(
      `ALTER TABLE "backups" ALTER "searchText" TYPE text USING ${TEXT_TO_SEARCH}, ALTER "searchText" SET STORAGE MAIN`,
    );
    await queryRunner.query(`CLUSTER "restores" USING "PK_1616b6cbb2df0bdeb75607c91f8"`);

    await queryRunner.query(`DROP INDEX "IDX_147c83bc28e1572920eba0f2d2"`);
    await queryRunner.query(`DROP INDEX "IDX_1a3edfab535ee4fb2b58ba017d"`);
    for (const [name, columns] of Object.entries(BACKUP_INDEXES)) {
      const others = FILTERS.filter((column) => !columns.includes(column));
      await queryRunner.query(
        `CREATE INDEX "${name}" ON "backups" (${quoted(columns)}) INCLUDE (${quoted(others)}) WHERE "deletedAt" IS NULL`,
      );
    }
    // Of a tenant: the index of its statistics, now with the id, serves its list as well.
    await queryRunner.query(`DROP INDEX "backups_in_brief"`);
    await queryRunner.query(inBrief(['tenantId', 'createdAt', 'id']));
    await queryRunner.query(
      `CREATE INDEX "restores_by_time" ON "restores" ("createdAt", "id") INCLUDE ("tenantId", "sourceId", "backupId", "status")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "restores_by_time"`);
    await queryRunner.query(`DROP INDEX "backups_in_brief"`);
    await queryRunner.query(inBrief(['tenantId', 'createdAt']));
    for (const name of Object.keys(BACKUP_INDEXES)) await queryRunner.query(`DROP INDEX "${name}"`);
    await queryRunner.query(
      `CREATE INDEX "IDX_1a3edfab535ee4fb2b58ba017d" ON "backups" ("sourceId", "createdAt", "id")`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_147c83bc28e1572920eba0f2d2" ON "backups" ("tenantId", "createdAt", "id")`,
    );
    for (const table of ['backups', 'restores']) {
      await queryRunner.query(`ALTER TABLE "${table}" RESET (toast_tuple_target)`);
    }
    await queryRunner.query(`DROP TRIGGER "backups_search_text" ON "backups"`);
    await queryRunner.query(`DROP FUNCTION "set_search_text"()`);
    await queryRunner.query(`ALTER TABLE "backups" DROP COLUMN "searchText"`);
  }
}

/** In lower case once, when it is written, and not for each row of each search. */
const TEXT_TO_SEARCH = `lower(concat_ws(E'\\n', "name", "description"))`;

const SEARCH_TEXT = `
  CREATE FUNCTION "set_search_text"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW."searchText" := (SELECT ${TEXT_TO_SEARCH} FROM (SELECT NEW.*) AS backup);
    RETURN NEW;
  END
  $$`;

function inBrief(columns: string[]): string {
  const others = [...FILTERS, ...FIGURES].filter((column) => !columns.includes(column));
  return `CREATE INDEX "backups_in_brief" ON "backups" (${quoted(columns)}) INCLUDE (${quoted(others)}) WHERE "deletedAt" IS NULL`;
}

function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
