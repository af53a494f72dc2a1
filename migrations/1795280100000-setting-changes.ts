import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Who changed which setting; and which store new backups go to. */
export class SettingChanges1795280100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "setting_changes" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid,
        "field" text NOT NULL,
        "before" jsonb,
        "after" jsonb,
        "changedBy" text NOT NULL,
        CONSTRAINT "PK_d8db8329dfb3d8fdc6d10c1a171" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_2dbff4d2794de6a35871ef516e" ON "setting_changes"  ("tenantId", "createdAt", "id")`,
    );
    await enableTenantIsolation(queryRunner, 'setting_changes');
    await queryRunner.query(`ALTER TABLE "storage_backends" ADD "isDefault" boolean NOT NULL DEFAULT false`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_7b4c7adcfc68b779bda11c3b01" ON "storage_backends"  ("isDefault") WHERE "isDefault"`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "storage_backends" DROP COLUMN "isDefault"`);
    await queryRunner.query(`DROP TABLE "setting_changes"`);
  }
}
