import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Who people are at a provider of OpenID Connect. */
export class OidcIdentities1795281103000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "oidc_identities" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "userId" uuid NOT NULL,
        "issuer" text NOT NULL,
        "subject" text NOT NULL,
        "isProvisioned" boolean NOT NULL,
        CONSTRAINT "PK_5f2ee4d63e1d0ca3bc5c924dcf4" PRIMARY KEY ("id"),
        CONSTRAINT "FK_51ccb782af8744168ce0703ab11" FOREIGN KEY ("userId")
          REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_d91d9bc006dcaa641a1ea5c53b" ON "oidc_identities"  ("issuer", "subject")`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_6e175e9188daa59150622f80fc" ON "oidc_identities"  ("userId", "issuer")`,
    );
    await enableTenantIsolation(queryRunner, 'oidc_identities');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "oidc_identities"`);
  }
}
