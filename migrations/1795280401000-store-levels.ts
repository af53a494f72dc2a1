import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableInstanceIsolation } from './support/tenant-table.js';

/** Which stores have little room, so that it is told once; and what health asks about drills, by an index. */
export class StoreLevels1795280401000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "store_levels" (
        "storageId" uuid NOT NULL,
        "level" text NOT NULL,
        "since" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_store_levels" PRIMARY KEY ("storageId")
      )`);
    await enableInstanceIsolation(queryRunner, 'store_levels');
    await queryRunner.query(
      `CREATE INDEX "events_of_drills" ON "events" ("sourceId", "createdAt" DESC)
        WHERE "kind" IN ('drill.completed', 'drill.failed')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "events_of_drills"`);
    await queryRunner.query(`DROP TABLE "store_levels"`);
  }
}
