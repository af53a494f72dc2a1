import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever signed in at a provider was asked for a second factor there, or not: a tenant that requires one asks others. */
export class RequiredSecondFactors1795600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "sessions" ADD "byProvider" boolean NOT NULL DEFAULT false`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "sessions" DROP "byProvider"`);
  }
}
