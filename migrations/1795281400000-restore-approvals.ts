import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Restores and rollbacks that wait for somebody's approval, and who decided. */
export class RestoreApprovals1795281400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "restore_approvals" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "restoreId" uuid NOT NULL,
        "act" text NOT NULL,
        "status" text NOT NULL DEFAULT 'waiting',
        "requestedBy" text NOT NULL,
        "requestedById" uuid,
        "source" jsonb NOT NULL,
        "expiresAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        "decidedBy" text,
        "decidedById" uuid,
        "decidedAt" TIMESTAMP WITH TIME ZONE,
        "reason" text,
        CONSTRAINT "PK_restore_approvals" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "restore_approvals_waiting" ON "restore_approvals" ("restoreId") WHERE "status" = 'waiting'`,
    );
    await queryRunner.query(
      `CREATE INDEX "restore_approvals_due" ON "restore_approvals" ("expiresAt") WHERE "status" = 'waiting'`,
    );
    await queryRunner.query(`CREATE INDEX "restore_approvals_of_restore" ON "restore_approvals" ("restoreId")`);
    await enableTenantIsolation(queryRunner, 'restore_approvals');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "restore_approvals"`);
  }
}
