import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tenants may have: a plan, limits of their own, and whether they are suspended. Those that are there have no limits. */
export class Plans1795281001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "tenants"
      ADD "plan" text NOT NULL DEFAULT 'unlimited',
      ADD "ownLimits" jsonb NOT NULL DEFAULT '{}',
      ADD "suspendedAt" TIMESTAMP WITH TIME ZONE,
      ADD "suspendedReason" text,
      ADD "licenseExpiresAt" TIMESTAMP WITH TIME ZONE,
      ADD "owesSince" TIMESTAMP WITH TIME ZONE`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "tenants"
      DROP COLUMN "plan", DROP COLUMN "ownLimits", DROP COLUMN "suspendedAt", DROP COLUMN "suspendedReason",
      DROP COLUMN "licenseExpiresAt", DROP COLUMN "owesSince"`);
  }
}
