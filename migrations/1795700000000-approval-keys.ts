import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which API key a restore or rollback that waits for approval was asked for. */
export class ApprovalKeys1795700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "restore_approvals" ADD "requestedByKeyId" uuid`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "restore_approvals" DROP COLUMN "requestedByKeyId"`);
  }
}
