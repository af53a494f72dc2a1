import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Databases that checks make on sources' servers, until they are dropped. */
export class ScratchDatabases1795273700000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "scratch_databases" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "jobId" uuid NOT NULL,
        "sourceId" uuid NOT NULL,
        "name" text NOT NULL,
        "oid" bigint,
        CONSTRAINT "PK_2636c5f794051e58b62c836c4e6" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_927a5c4f3ecb4a596500ab0f14" ON "scratch_databases"  ("jobId")`);
    await enableTenantIsolation(queryRunner, 'scratch_databases');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "scratch_databases"`);
  }
}
