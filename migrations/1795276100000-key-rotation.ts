import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableInstanceIsolation } from './support/tenant-table.js';

/** The master key before, and which stores have their keys for which master key. */
export class KeyRotation1795276100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "instance" ADD "previousMasterKeyCheck" text`);
    await queryRunner.query(`CREATE TABLE "escrow_states" (
        "storageId" uuid NOT NULL,
        "masterKeyId" text,
        "triedAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        "error" jsonb,
        CONSTRAINT "PK_067769530523514fec9a6c4d503" PRIMARY KEY ("storageId")
      )`);
    await enableInstanceIsolation(queryRunner, 'escrow_states');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "escrow_states"`);
    await queryRunner.query(`ALTER TABLE "instance" DROP COLUMN "previousMasterKeyCheck"`);
  }
}
