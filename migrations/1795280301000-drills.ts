import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Rehearsals of restores. */
export class Drills1795280301000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "drills" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "number" integer NOT NULL,
        "sourceId" uuid NOT NULL,
        "backupId" uuid NOT NULL,
        "targetSourceId" uuid NOT NULL,
        "origin" text NOT NULL,
        "status" text NOT NULL DEFAULT 'pending',
        "phases" jsonb NOT NULL DEFAULT '[]',
        "progress" jsonb,
        "proof" text NOT NULL DEFAULT 'none',
        "recoverySeconds" double precision,
        "warnings" jsonb NOT NULL DEFAULT '[]',
        "requestedBy" text NOT NULL,
        "error" jsonb,
        "startedAt" TIMESTAMP WITH TIME ZONE,
        "finishedAt" TIMESTAMP WITH TIME ZONE,
        "durationMs" bigint,
        CONSTRAINT "PK_drills" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_301ad18896df7d21ad36680ce9" ON "drills"  ("targetSourceId") WHERE "status" IN ('pending', 'running')`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_1b96a907479b372d1144dfede4" ON "drills"  ("backupId") WHERE "status" IN ('pending', 'running')`,
    );
    await queryRunner.query(`CREATE INDEX "IDX_723504b8ad781faf95915f69b0" ON "drills"  ("backupId")`);
    await queryRunner.query(
      `CREATE INDEX "IDX_8f0c54e0c906921eb10178596f" ON "drills"  ("sourceId", "createdAt", "id")`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_a837decbb7c91105e256b42f05" ON "drills"  ("tenantId", "createdAt", "id")`,
    );
    await queryRunner.query(`CREATE UNIQUE INDEX "IDX_555417e4f9c9fbe1707f47e9cb" ON "drills"  ("tenantId", "number")`);
    await enableTenantIsolation(queryRunner, 'drills');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "drills"`);
  }
}
