import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many backups a run deleted, so that a list of runs need not read which ones. */
export class RetentionRunCounts1795280102000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "retention_runs" ADD "deletedCount" integer NOT NULL DEFAULT '0'`);
    await queryRunner.query(`UPDATE "retention_runs" SET "deletedCount" = jsonb_array_length("deleted")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "retention_runs" DROP COLUMN "deletedCount"`);
  }
}
