import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the body of a request with an Idempotency-Key said, where it was read as a stream. */
export class StreamedBodies1795900000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "idempotency_keys" ADD "bodyFingerprint" text, ADD "bodyBytes" bigint`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "idempotency_keys" DROP COLUMN "bodyFingerprint", DROP COLUMN "bodyBytes"`);
  }
}
