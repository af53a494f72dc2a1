import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fillSourcesOfJobs } from './support/job-sources.js';

/** Out of what is wide, once, when it is written: a search reads it from the row. */
const SEARCH_TEXT = `
  CREATE FUNCTION "set_restore_search_text"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW."searchText" :=
      lower(concat_ws(E'\\n', NEW."requestedBy", NEW."options" ->> 'reason', NEW."plan" -> 'target' ->> 'database'));
    RETURN NEW;
  END
  $$`;

interface ListIndex {
  table: string;
  columns: string[];
  /** What lists filter by and search in: with it in an index, the rows themselves need not be looked at. */
  held: string[];
  where?: string;
}

/** In place of those of earlier releases, which held less. */
const RENEWED: Record<string, { before: ListIndex; after: ListIndex }> = {
  restores_by_time: holdingMore(
    { table: 'restores', columns: ['createdAt', 'id'], held: ['tenantId', 'sourceId', 'backupId', 'status'] },
    ['strategy'],
  ),
  drills_by_time: holdingMore(
    { table: 'drills', columns: ['createdAt', 'id'], held: ['tenantId', 'sourceId', 'backupId', 'status'] },
    ['number', 'requestedBy'],
  ),
  jobs_by_time: holdingMore(
    { table: 'jobs', columns: ['createdAt', 'id'], held: ['tenantId', 'state', 'action', 'subjectType'] },
    ['subjectId', 'requestedBy'],
  ),
  jobs_of_source: holdingMore(
    {
      ...{ table: 'jobs', columns: ['subjectSourceId', 'createdAt', 'id'] },
      held: ['tenantId', 'state', 'action', 'subjectType'],
    },
    ['subjectId', 'requestedBy'],
  ),
  backups_by_id: holdingMore(
    {
      ...{ table: 'backups', columns: ['id'], held: ['tenantId', 'sourceId', 'status', 'origin', 'proof'] },
      where: '"deletedAt" IS NULL',
    },
    ['name'],
  ),
};

/** Lists of restores, drills and jobs that are searched; which restore of a source was the last that replaced its database. */
export class ChangeLists1796100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "restores" ADD "searchText" text`);
    await queryRunner.query(`ALTER TABLE "restores" ALTER "searchText" SET STORAGE MAIN`);
    await queryRunner.query(SEARCH_TEXT);
    await queryRunner.query(
      `CREATE TRIGGER "restores_search_text" BEFORE INSERT OR UPDATE OF "requestedBy", "options", "plan" ON "restores"
       FOR EACH ROW EXECUTE FUNCTION "set_restore_search_text"()`,
    );
    await queryRunner.query(`SELECT set_config('backstitch.tenant', '*', true)`); // else it would see no restore
    await queryRunner.query(`UPDATE "restores" SET "requestedBy" = "requestedBy"`);
    await fillSourcesOfJobs(queryRunner); // JobLists saw none where row-level security binds the role
    await queryRunner.query(`SELECT set_config('backstitch.tenant', '', true)`);
    for (const [name, { after }] of Object.entries(RENEWED)) await renew(queryRunner, name, after);
    await queryRunner.query(
      `CREATE INDEX "restores_swapped" ON "restores" ("sourceId", "number") WHERE "swappedAt" IS NOT NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "restores_swapped"`);
    for (const [name, { before }] of Object.entries(RENEWED)) await renew(queryRunner, name, before);
    await queryRunner.query(`DROP TRIGGER "restores_search_text" ON "restores"`);
    await queryRunner.query(`DROP FUNCTION "set_restore_search_text"()`);
    await queryRunner.query(`ALTER TABLE "restores" DROP COLUMN "searchText"`);
  }
}

function holdingMore(before: ListIndex, more: string[]): { before: ListIndex; after: ListIndex } {
  return { before, after: { ...before, held: [...before.held, ...more] } };
}

async function renew(
  queryRunner: QueryRunner,
  name: string,
  { table, columns, held, where }: ListIndex,
): Promise<void> {
  const condition = where === undefined ? '' : ` WHERE ${where}`;
  await queryRunner.query(`DROP INDEX "${name}"`);
  await queryRunner.query(
    `CREATE INDEX "${name}" ON "${table}" (${quoted(columns)}) INCLUDE (${quoted(held)})${condition}`,
  );
}

function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
