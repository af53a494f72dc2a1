import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Keys with which programs call on behalf of people. */
export class ApiKeys1795281200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "api_keys" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "userId" uuid NOT NULL,
        "madeByKeyId" uuid,
        "name" text NOT NULL,
        "scopes" jsonb NOT NULL,
        "secretHash" bytea NOT NULL,
        "expiresAt" TIMESTAMP WITH TIME ZONE,
        "allowedNetworks" jsonb,
        "revokedAt" TIMESTAMP WITH TIME ZONE,
        "lastUsedAt" TIMESTAMP WITH TIME ZONE,
        "lastAddress" text,
        CONSTRAINT "PK_5c8a79801b44bd27b79228e1dad" PRIMARY KEY ("id"),
        CONSTRAINT "FK_6c2e267ae764a9413b863a29342" FOREIGN KEY ("userId")
          REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_7f3b91eee04dd18b07fb01badd" ON "api_keys" ("tenantId", "id")`);
    await queryRunner.query(`CREATE INDEX "IDX_6c2e267ae764a9413b863a2934" ON "api_keys" ("userId")`);
    await queryRunner.query(`CREATE INDEX "IDX_fa5bc6a75f3f454ae71186329e" ON "api_keys" ("madeByKeyId")`);
    await enableTenantIsolation(queryRunner, 'api_keys');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "api_keys"`);
  }
}
