import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Failures of an address are counted over all users. */
export class LoginLimits1795281101000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "IDX_7b5e130078b3f136ff8a42bd1d" ON "login_attempts"  ("address", "createdAt")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "IDX_7b5e130078b3f136ff8a42bd1d"`);
  }
}
