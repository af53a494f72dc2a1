import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Idempotency-Keys of requests. */
export class IdempotencyKeys1795273910000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "idempotency_keys" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "userId" uuid NOT NULL,
        "route" text NOT NULL,
        "key" text NOT NULL,
        "fingerprint" text NOT NULL,
        "progress" text NOT NULL DEFAULT 'running',
        "claim" uuid NOT NULL,
        "leaseUntil" TIMESTAMP WITH TIME ZONE NOT NULL,
        "requestId" text NOT NULL,
        "sealedAnswer" text,
        CONSTRAINT "PK_8ad20779ad0411107a56e53d0f6" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_6120f2eed9f391823e353efc10" ON "idempotency_keys"  ("userId", "route", "key")`,
    );
    await queryRunner.query(`CREATE INDEX "IDX_39829cdd18d40184d32a8a4abe" ON "idempotency_keys"  ("createdAt")`);
    await enableTenantIsolation(queryRunner, 'idempotency_keys');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "idempotency_keys"`);
  }
}
