import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** What of the backups goes: rules of sources, runs, and what somebody has seen of them. */
export class Retention1795280101000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "sources" ADD "retention" jsonb`);
    await queryRunner.query(
      `CREATE INDEX "IDX_6a6c90026acbcb5d811fde26c3" ON "backups"  ("deletedAt") WHERE "deletedAt" IS NOT NULL`,
    );
    await queryRunner.query(`CREATE TABLE "retention_runs" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "sourceId" uuid NOT NULL,
        "trigger" text NOT NULL,
        "status" text NOT NULL DEFAULT 'pending',
        "requestedBy" text NOT NULL,
        "finishedAt" TIMESTAMP WITH TIME ZONE,
        "deleted" jsonb NOT NULL DEFAULT '[]',
        "kept" integer NOT NULL DEFAULT '0',
        "freedBytes" bigint NOT NULL DEFAULT '0',
        "failures" jsonb NOT NULL DEFAULT '[]',
        "summary" text,
        CONSTRAINT "PK_80f0aec401112f8d4bad156a908" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_6890f49a9a6661fb8edd1e7958" ON "retention_runs"  ("sourceId", "createdAt", "id")`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_0b8b9cae96a4377cd9d856dd46" ON "retention_runs"  ("tenantId", "createdAt", "id")`,
    );
    await queryRunner.query(`CREATE TABLE "retention_previews" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "sourceId" uuid NOT NULL,
        "seenBy" uuid NOT NULL,
        "backupIds" jsonb NOT NULL,
        "tenantPolicy" jsonb NOT NULL,
        "savedAt" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_b51a034838fe1c3147a812f869d" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_4678860181a3238ac5d0d0e51e" ON "retention_previews"  ("sourceId", "createdAt")`,
    );
    for (const table of ['retention_runs', 'retention_previews']) await enableTenantIsolation(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "retention_previews"`);
    await queryRunner.query(`DROP TABLE "retention_runs"`);
    await queryRunner.query(`DROP INDEX "IDX_6a6c90026acbcb5d811fde26c3"`);
    await queryRunner.query(`ALTER TABLE "sources" DROP COLUMN "retention"`);
  }
}
