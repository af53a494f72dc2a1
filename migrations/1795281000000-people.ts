import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of people beside how they sign in; and their lists. */
export class People1795281000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "users"
      ADD "name" text,
      ADD "disabledAt" TIMESTAMP WITH TIME ZONE,
      ADD "mustChangePassword" boolean NOT NULL DEFAULT false,
      ADD "lastSignInAt" TIMESTAMP WITH TIME ZONE`);
    await queryRunner.query(`CREATE INDEX "users_of_tenant" ON "users" ("tenantId", "createdAt", "id")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "users_of_tenant"`);
    await queryRunner.query(`ALTER TABLE "users"
      DROP COLUMN "name", DROP COLUMN "disabledAt", DROP COLUMN "mustChangePassword", DROP COLUMN "lastSignInAt"`);
  }
}
