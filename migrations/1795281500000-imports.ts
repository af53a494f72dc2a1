import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Uploaded dumps, which are nobody's word; and the roles that are made to try them out. */
export class Imports1795281500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "backups" ADD "trusted" boolean NOT NULL DEFAULT true`);
    await queryRunner.query(`ALTER TABLE "scratch_databases" ADD "guest" text, ADD "guestOid" bigint`);
    await queryRunner.query(`CREATE TABLE "received_uploads" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "sourceId" uuid NOT NULL,
        "backupId" uuid NOT NULL,
        "storageId" uuid NOT NULL,
        "storageKey" text NOT NULL,
        "keyId" uuid NOT NULL,
        "bytes" bigint,
        "sha256" text,
        "expectedSha256" text,
        "manifest" text,
        "aliveUntil" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_d2b5306a070545b48a9bc484d19" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE UNIQUE INDEX "IDX_e66c81c12be275e0e0ee50343b" ON "received_uploads"  ("backupId")`);
    await queryRunner.query(`CREATE INDEX "IDX_f50631cfadce35b802f1769700" ON "received_uploads"  ("aliveUntil")`);
    await enableTenantIsolation(queryRunner, 'received_uploads');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "received_uploads"`);
    await queryRunner.query(`ALTER TABLE "scratch_databases" DROP "guest", DROP "guestOid"`);
    await queryRunner.query(`ALTER TABLE "backups" DROP "trusted"`);
  }
}
