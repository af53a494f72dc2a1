import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Authenticator apps of users. */
export class SecondFactors1795281102000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "second_factors" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "userId" uuid NOT NULL,
        "sealedSecret" text NOT NULL,
        "confirmedAt" TIMESTAMP WITH TIME ZONE,
        "lastStep" integer NOT NULL DEFAULT '0',
        "recoveryHashes" text array NOT NULL DEFAULT '{}',
        "failures" integer NOT NULL DEFAULT '0',
        "failingSince" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_e533ffd77b50d4a2a22a255c2b7" PRIMARY KEY ("id"),
        CONSTRAINT "FK_1db737aa2fccdc69fa7242d1875" FOREIGN KEY ("userId")
          REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION
      )`);
    await queryRunner.query(`CREATE UNIQUE INDEX "IDX_1db737aa2fccdc69fa7242d187" ON "second_factors"  ("userId")`);
    await enableTenantIsolation(queryRunner, 'second_factors');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "second_factors"`);
  }
}
