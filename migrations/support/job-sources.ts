import type { QueryRunner } from 'typeorm';

const TABLES = { backup: 'backups', restore: 'restores', drill: 'drills', retention_run: 'retention_runs' };

/** Gives each job that has none the source that its subject is of. Sees the jobs of the transaction's tenant. */
export async function fillSourcesOfJobs(queryRunner: QueryRunner): Promise<void> {
  for (const [type, table] of Object.entries(TABLES)) {
    await queryRunner.query(
      `UPDATE "jobs" SET "subjectSourceId" = subject."sourceId" FROM "${table}" subject
        WHERE "jobs"."subjectSourceId" IS NULL AND "jobs"."subjectType" = '${type}' AND subject.id = "jobs"."subjectId"`,
    );
  }
  await queryRunner.query(`UPDATE "jobs" SET "subjectSourceId" = "sourceId" WHERE "subjectSourceId" IS NULL`);
}
