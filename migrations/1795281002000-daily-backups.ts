import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** How many backups each person asked for on a day, which plans limit. */
export class DailyBackups1795281002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "daily_backups" (
        "userId" uuid NOT NULL,
        "day" date NOT NULL,
        "tenantId" uuid NOT NULL,
        "backups" integer NOT NULL,
        CONSTRAINT "PK_daily_backups" PRIMARY KEY ("userId", "day")
      )`);
    await queryRunner.query(`CREATE INDEX "daily_backups_of_tenant" ON "daily_backups" ("tenantId", "day")`);
    await enableTenantIsolation(queryRunner, 'daily_backups');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "daily_backups"`);
  }
}
