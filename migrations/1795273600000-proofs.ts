import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of a backup's rows and contents. */
export class Proofs1795273600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "backups" ADD "fingerprints" jsonb`);
    await queryRunner.query(`ALTER TABLE "backups" ADD "contentsTree" jsonb`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "backups" DROP COLUMN "contentsTree"`);
    await queryRunner.query(`ALTER TABLE "backups" DROP COLUMN "fingerprints"`);
  }
}
