import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What retention hid is looked at a second time before its objects leave the store. */
export class SecondLook1795280701000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "backups" ADD "retentionRunId" uuid, ADD "erasingAt" timestamptz`);
    // Of what was hidden before nobody knows how far it has got.
    await queryRunner.query(`UPDATE "backups" SET "erasingAt" = now() WHERE "deletedAt" IS NOT NULL`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "backups" DROP COLUMN "erasingAt", DROP COLUMN "retentionRunId"`);
  }
}
