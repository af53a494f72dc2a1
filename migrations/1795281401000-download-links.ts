import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Artifacts that somebody gave away for an hour. */
export class DownloadLinks1795281401000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "download_links" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "backupId" uuid NOT NULL,
        "artifactId" uuid NOT NULL,
        "madeById" uuid NOT NULL,
        "madeByKeyId" uuid,
        "expiresAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_download_links" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE INDEX "download_links_due" ON "download_links" ("expiresAt")`);
    await enableTenantIsolation(queryRunner, 'download_links');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "download_links"`);
  }
}
