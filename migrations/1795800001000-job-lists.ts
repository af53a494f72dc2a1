import type { MigrationInterface, QueryRunner } from 'typeorm';
import { announceChanges, type AnnouncedTable, announceNoChanges } from './support/announced-changes.js';
import { fillSourcesOfJobs } from './support/job-sources.js';

/** What the list of jobs filters by: with it in an index, the rows themselves need not be looked at. */
const FILTERS = ['tenantId', 'state', 'action', 'subjectType'];

const ANNOUNCED: AnnouncedTable = {
  type: 'jobs',
  status: 'r."state"',
  shown: ['state', 'workerId', 'crashes', 'notBefore', 'cancelRequestedAt', 'startedAt', 'error'],
};

/** Jobs by lists, each with the source that it is about, also where it needs no lock of it; how much a worker takes on. */
export class JobLists1795800001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "jobs" ADD "subjectSourceId" uuid`);
    await fillSourcesOfJobs(queryRunner);
    const filters = FILTERS.map((column) => `"${column}"`).join(', ');
    await queryRunner.query(`CREATE INDEX "jobs_by_time" ON "jobs" ("createdAt", "id") INCLUDE (${filters})`);
    await queryRunner.query(
      `CREATE INDEX "jobs_of_source" ON "jobs" ("subjectSourceId", "createdAt", "id") INCLUDE (${filters})`,
    );
    await queryRunner.query(`ALTER TABLE "workers" ADD "concurrency" integer`);
    await announceNoChanges(queryRunner, 'jobs');
    await announceChanges(queryRunner, 'jobs', { ...ANNOUNCED, sourceId: 'r."subjectSourceId"' });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await announceNoChanges(queryRunner, 'jobs');
    await queryRunner.query(`ALTER TABLE "workers" DROP COLUMN "concurrency"`);
    await queryRunner.query(`ALTER TABLE "jobs" DROP COLUMN "subjectSourceId"`);
    await queryRunner.query(`DROP INDEX "jobs_by_time"`);
    await announceChanges(queryRunner, 'jobs', { ...ANNOUNCED, sourceId: 'r."sourceId"' });
  }
}
