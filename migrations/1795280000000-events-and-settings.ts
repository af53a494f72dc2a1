import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** What somebody must be told of, and what tenants decided. */
export class EventsAndSettings1795280000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "settings" (
        "tenantId" uuid NOT NULL,
        "values" jsonb NOT NULL DEFAULT '{}',
        "updatedAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_1fa41192963d6275ba8952f02a9" PRIMARY KEY ("tenantId")
      )`);
    await queryRunner.query(`CREATE TABLE "events" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid,
        "kind" text NOT NULL,
        "sourceId" uuid,
        "subjectType" text,
        "subjectId" uuid,
        "data" jsonb NOT NULL DEFAULT '{}',
        "key" text,
        "dispatchedAt" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_40731c7151fe4be3116e45ddf73" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_7d2f8996cdb0665aa04c9b9cc4" ON "events"  ("key") WHERE "key" IS NOT NULL`,
    );
    await queryRunner.query(`CREATE INDEX "IDX_3d375031a99845fef688fbbaf8" ON "events"  ("tenantId", "createdAt")`);
    await queryRunner.query(
      `CREATE INDEX "IDX_4623348686d34d7fdeb634902c" ON "events"  ("createdAt", "id") WHERE "dispatchedAt" IS NULL`,
    );
    for (const table of ['settings', 'events']) await enableTenantIsolation(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "events"`);
    await queryRunner.query(`DROP TABLE "settings"`);
  }
}
