import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableInstanceIsolation } from './support/tenant-table.js';

/** What jobs took, added up for metrics; and how a trace goes from the request through the queue to the worker. */
export class Measures1795280402000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "jobs" ADD "traceparent" text, ADD "steps" jsonb NOT NULL DEFAULT '[]', ADD "measuredAt" TIMESTAMP WITH TIME ZONE`,
    );
    await queryRunner.query(
      `CREATE INDEX "jobs_to_measure" ON "jobs" ("id")
        WHERE "measuredAt" IS NULL AND "state" IN ('completed', 'failed', 'canceled')`,
    );
    await queryRunner.query(`ALTER TABLE "events" ADD "measuredAt" TIMESTAMP WITH TIME ZONE`);
    await queryRunner.query(`CREATE INDEX "events_to_measure" ON "events" ("id") WHERE "measuredAt" IS NULL`);
    await queryRunner.query(`CREATE TABLE "metric_sums" (
        "metric" text NOT NULL,
        "labels" text NOT NULL,
        "part" text NOT NULL,
        "value" double precision NOT NULL,
        CONSTRAINT "PK_metric_sums" PRIMARY KEY ("metric", "labels", "part")
      )`);
    await enableInstanceIsolation(queryRunner, 'metric_sums');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "metric_sums"`);
    await queryRunner.query(`ALTER TABLE "events" DROP COLUMN "measuredAt"`);
    await queryRunner.query(
      `ALTER TABLE "jobs" DROP COLUMN "measuredAt", DROP COLUMN "steps", DROP COLUMN "traceparent"`,
    );
  }
}
