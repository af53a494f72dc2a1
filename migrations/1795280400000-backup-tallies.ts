import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** What there is and what ended, counted as it happens, so that statistics never read all backups. */
export class BackupTallies1795280400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "backup_tallies" (
        "id" uuid NOT NULL,
        "tenantId" uuid NOT NULL,
        "fact" text NOT NULL,
        "sourceId" uuid,
        "day" date,
        "origin" text NOT NULL,
        "status" text NOT NULL,
        "backups" bigint NOT NULL,
        "storedBytes" bigint NOT NULL,
        "rawBytes" bigint NOT NULL,
        "durationMs" bigint NOT NULL,
        CONSTRAINT "PK_backup_tallies" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_2d503fbc294003759aa1474201" ON "backup_tallies"  ("tenantId", "fact", "day", "sourceId")`,
    );
    await enableTenantIsolation(queryRunner, 'backup_tallies');
    // Everything that lists and statistics ask of many backups, without their wide columns.
    await queryRunner.query(
      `CREATE INDEX "backups_in_brief" ON "backups" ("tenantId", "createdAt")
       INCLUDE ("sourceId", "status", "origin", "proof", "finishedAt", "durationMs", "rawBytes", "storedBytes")
       WHERE "deletedAt" IS NULL`,
    );
    // The newest of a source that are good, and those that are not: health asks for them.
    await queryRunner.query(
      `CREATE INDEX "backups_ended" ON "backups" ("sourceId", "finishedAt" DESC)
       INCLUDE ("tenantId", "status", "origin", "proof", "durationMs", "storedBytes")
       WHERE "deletedAt" IS NULL AND "finishedAt" IS NOT NULL`,
    );
    await queryRunner.query(`CREATE FUNCTION "tally_backups"() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          ${tally(existing('after_rows', 1, UTC_DAY('coalesce(b."finishedAt", now())')), ended('after_rows b', 'true'))};
        ELSIF TG_OP = 'UPDATE' THEN
          ${tally(
            existing('before_rows', -1, UTC_DAY('now()')),
            existing('after_rows', 1, UTC_DAY('now()')),
            ended('after_rows b JOIN before_rows o USING (id)', `o.status IN ('pending', 'running')`),
          )};
        ELSE
          ${tally(existing('before_rows', -1, UTC_DAY('now()')))};
        END IF;
        RETURN NULL;
      END
      $$`);
    // Row-level security binds migrations as well.
    await queryRunner.query(`SELECT set_config('backstitch.tenant', '*', true)`);
    await queryRunner.query(
      tally(existing('backups', 1, UTC_DAY('coalesce(b."finishedAt", now())')), ended('backups b', 'true')),
    );
    await queryRunner.query(`SELECT set_config('backstitch.tenant', '', true)`);
    for (const [event, tables] of [
      ['INSERT', 'NEW TABLE AS after_rows'],
      ['UPDATE', 'OLD TABLE AS before_rows NEW TABLE AS after_rows'],
      ['DELETE', 'OLD TABLE AS before_rows'],
    ] as const) {
      await queryRunner.query(
        `CREATE TRIGGER "backups_tally_${event.toLowerCase()}" AFTER ${event} ON "backups" REFERENCING ${tables}
         FOR EACH STATEMENT EXECUTE FUNCTION "tally_backups"()`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const event of ['insert', 'update', 'delete']) {
      await queryRunner.query(`DROP TRIGGER "backups_tally_${event}" ON "backups"`);
    }
    await queryRunner.query(`DROP FUNCTION "tally_backups"()`);
    await queryRunner.query(`DROP INDEX "backups_ended"`);
    await queryRunner.query(`DROP INDEX "backups_in_brief"`);
    await queryRunner.query(`DROP TABLE "backup_tallies"`);
  }
}

const UTC_DAY = (time: string): string => `(${time} AT TIME ZONE 'UTC')::date`;

/** Adds up what these queries yield; what an update takes away and gives back is nothing, and leaves no row. */
function tally(...facts: string[]): string {
  const keys = `"tenantId", fact, "sourceId", day, origin, status`;
  const sums = ['backups', '"storedBytes"', '"rawBytes"', '"durationMs"'];
  return `INSERT INTO "backup_tallies" (id, ${keys}, ${sums.join(', ')})
    SELECT gen_random_uuid(), ${keys}, ${sums.map((sum) => `sum(${sum})`).join(', ')} FROM (${facts.join(' UNION ALL ')}) facts
     GROUP BY ${keys} HAVING ${sums.map((sum) => `sum(${sum}) <> 0`).join(' OR ')}`;
}

/** That a backup is there: of its source, of the day it was made; and its bytes in the store, of the day that brought or took them. */
function existing(rows: string, sign: 1 | -1, dayOfChange: string): string {
  return `SELECT ${amounts(sign)}
    FROM ${rows} b CROSS JOIN LATERAL (VALUES
      ('existing', b."sourceId", NULL::date),
      ('existing', NULL::uuid, ${UTC_DAY('b."createdAt"')}),
      ('stored', NULL::uuid, ${dayOfChange})) f (fact, "sourceId", day)
   WHERE b."deletedAt" IS NULL`;
}

/** That a backup has ended, however it did. Never taken back, also when its record goes. */
function ended(rows: string, condition: string): string {
  return `SELECT ${amounts(1)}
    FROM ${rows} CROSS JOIN LATERAL (VALUES
      ('ended', b."sourceId", NULL::date),
      ('ended', NULL::uuid, ${UTC_DAY('coalesce(b."finishedAt", now())')})) f (fact, "sourceId", day)
   WHERE b.status IN ('completed', 'failed', 'canceled') AND ${condition}`;
}

function amounts(sign: 1 | -1): string {
  const bytes = ['storedBytes', 'rawBytes', 'durationMs'].map(
    (name) => `${sign} * coalesce(b."${name}", 0) AS "${name}"`,
  );
  return `b."tenantId", f.fact, f."sourceId", f.day, b.origin, b.status, ${sign} AS backups, ${bytes.join(', ')}`;
}
