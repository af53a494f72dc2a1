import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which tablespaces a backup needs where it is restored. */
export class Tablespaces1795276800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "backups" ADD "tablespaces" jsonb`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "backups" DROP COLUMN "tablespaces"`);
  }
}
