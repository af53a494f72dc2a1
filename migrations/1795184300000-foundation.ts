import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableInstanceIsolation, enableTenantIsolation } from './support/tenant-table.js';

/** Tenants, people, sign-in, the audit trail, the activity log. */
export class Foundation1795184300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "log_sequences" (
        "subjectId" uuid NOT NULL,
        "tenantId" uuid NOT NULL,
        "lastSeq" integer NOT NULL,
        CONSTRAINT "PK_b4c9d76009c39a44dc39e93998f" PRIMARY KEY ("subjectId")
      )`);
    await queryRunner.query(`CREATE TABLE "log_records" (
        "subjectId" uuid NOT NULL,
        "seq" integer NOT NULL,
        "tenantId" uuid NOT NULL,
        "subjectType" text NOT NULL,
        "kind" text NOT NULL,
        "at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "level" text NOT NULL,
        "phase" text,
        "message" text NOT NULL,
        "data" jsonb,
        CONSTRAINT "PK_97a5d4cd6155557aaf7acb31c99" PRIMARY KEY ("subjectId", "seq")
      )`);
    await queryRunner.query(`CREATE TABLE "audit_events" (
        "id" uuid NOT NULL,
        "tenantId" uuid,
        "at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "actor" text,
        "actorId" uuid,
        "action" text NOT NULL,
        "subjectType" text,
        "subjectId" uuid,
        "outcome" text NOT NULL,
        "address" text,
        "requestId" text,
        "data" jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT "PK_910f64d901a5c3e9878f0d4a407" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_675bfa4569b63b916e75ebb44f" ON "audit_events" ("subjectId")`);
    await queryRunner.query(`CREATE INDEX "IDX_0fb995b4c49da29ecf6a3d9f1f" ON "audit_events" ("tenantId", "at")`);
    await queryRunner.query(`CREATE TABLE "users" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "email" text NOT NULL,
        "passwordHash" text NOT NULL,
        "role" text NOT NULL,
        CONSTRAINT "users_role_check" CHECK ("role" IN ('viewer', 'operator', 'approver', 'admin', 'superadmin')),
        CONSTRAINT "users_email_check" CHECK ("email" = lower("email")),
        CONSTRAINT "PK_a3ffb1c0c8416b9fc6f907b7433" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE UNIQUE INDEX "IDX_97672ac88f789774dd47f7c8be" ON "users" ("email")`);
    await queryRunner.query(`CREATE TABLE "sessions" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "userId" uuid NOT NULL,
        "secretHash" bytea NOT NULL,
        "expiresAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        "revokedAt" TIMESTAMP WITH TIME ZONE,
        "address" text,
        CONSTRAINT "PK_3238ef96f18b355b671619111bc" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_57de40bc620f456c7311aa3a1e" ON "sessions" ("userId")`);
    await queryRunner.query(`CREATE TABLE "tenants" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "slug" text NOT NULL,
        "name" text NOT NULL,
        CONSTRAINT "tenants_slug_check" CHECK ("slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
        CONSTRAINT "PK_53be67a04681c66b87ee27c9321" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE UNIQUE INDEX "IDX_2310ecc5cb8be427097154b18f" ON "tenants" ("slug")`);
    await queryRunner.query(`CREATE TABLE "login_attempts" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "email" text NOT NULL,
        "address" text NOT NULL,
        CONSTRAINT "PK_070e613c8f768b1a70742705c5b" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_a0aa03a94303a159ed2b6c142f" ON "login_attempts" ("email", "address", "createdAt")`,
    );
    await queryRunner.query(
      `ALTER TABLE "sessions" ADD CONSTRAINT "FK_57de40bc620f456c7311aa3a1e6" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );

    await enableTenantIsolation(queryRunner, 'tenants', 'id');
    for (const table of ['users', 'sessions', 'audit_events', 'log_sequences', 'log_records']) {
      await enableTenantIsolation(queryRunner, table);
    }
    await enableInstanceIsolation(queryRunner, 'login_attempts');

    await queryRunner.query(APPEND_ONLY);
    await queryRunner.query(
      `CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE ON "audit_events"
       FOR EACH ROW EXECUTE FUNCTION "refuse_change"()`,
    );
    await queryRunner.query(
      `CREATE TRIGGER "log_records_append_only" BEFORE UPDATE OR DELETE ON "log_records"
       FOR EACH ROW EXECUTE FUNCTION "refuse_change"()`,
    );
    for (const table of ['audit_events', 'log_records']) {
      await queryRunner.query(
        `CREATE TRIGGER "${table}_no_truncate" BEFORE TRUNCATE ON "${table}"
         FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "sessions" DROP CONSTRAINT "FK_57de40bc620f456c7311aa3a1e6"`);
    await queryRunner.query(`DROP TABLE "login_attempts"`);
    await queryRunner.query(`DROP TABLE "tenants"`);
    await queryRunner.query(`DROP TABLE "sessions"`);
    await queryRunner.query(`DROP TABLE "users"`);
    await queryRunner.query(`DROP TABLE "audit_events"`);
    await queryRunner.query(`DROP TABLE "log_records"`);
    await queryRunner.query(`DROP TABLE "log_sequences"`);
    await queryRunner.query(`DROP FUNCTION "refuse_change"()`);
  }
}

/** A log goes with its subject and never alone: whoever deletes it must say whose it is (Activity.forget). */
const APPEND_ONLY = `
  CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'log_records' THEN
      IF OLD."subjectId"::text = current_setting('backstitch.forgotten_subject', true) THEN
        RETURN OLD;
      END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END
  $$`;
