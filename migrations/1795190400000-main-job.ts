import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableInstanceIsolation, enableTenantIsolation } from './support/tenant-table.js';

const OF_TENANTS = [
  'jobs',
  'source_locks',
  'number_sequences',
  'sources',
  'encryption_keys',
  'backups',
  'artifacts',
  'restores',
  'restore_phases',
  'restore_plans',
  'kept_databases',
];
const OF_THE_INSTANCE = ['workers', 'instance', 'storage_backends'];

/** Jobs and workers, sources, keys, stores, backups, restores. */
export class MainJob1795190400000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "number_sequences" (
        "tenantId" uuid NOT NULL,
        "kind" text NOT NULL,
        "last" integer NOT NULL,
        CONSTRAINT "PK_8736637c7aeb0495f8c87efe04c" PRIMARY KEY ("tenantId", "kind")
      )`);
    await queryRunner.query(`CREATE TABLE "instance" (
        "isOnly" boolean NOT NULL DEFAULT true,
        "instanceId" uuid NOT NULL,
        "masterKeyCheck" text NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_4958446d239c51c79e9fc964278" PRIMARY KEY ("isOnly")
      )`);
    await queryRunner.query(`CREATE TABLE "source_locks" (
        "sourceId" uuid NOT NULL,
        "tenantId" uuid NOT NULL,
        "jobId" uuid NOT NULL,
        "since" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_42cb5d1bbf27f53c22566fc961c" PRIMARY KEY ("sourceId")
      )`);
    await queryRunner.query(`CREATE TABLE "encryption_keys" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "purpose" text NOT NULL,
        "publicKey" text NOT NULL,
        "sealedSecret" text NOT NULL,
        "isCurrent" boolean NOT NULL DEFAULT true,
        CONSTRAINT "PK_9b11c521c72b15e00ea39f32b6c" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_f4b201c99ff02e4f2ebda63203" ON "encryption_keys"  ("tenantId", "purpose", "isCurrent")`,
    );
    await queryRunner.query(`CREATE TABLE "jobs" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "action" text NOT NULL,
        "state" text NOT NULL DEFAULT 'waiting',
        "subjectType" text NOT NULL,
        "subjectId" uuid NOT NULL,
        "sourceId" uuid,
        "parameters" jsonb NOT NULL DEFAULT '{}',
        "requestedBy" text NOT NULL,
        "epoch" integer NOT NULL DEFAULT '0',
        "crashes" integer NOT NULL DEFAULT '0',
        "workerId" uuid,
        "notBefore" TIMESTAMP WITH TIME ZONE,
        "cancelRequestedAt" TIMESTAMP WITH TIME ZONE,
        "progress" jsonb,
        "error" jsonb,
        "startedAt" TIMESTAMP WITH TIME ZONE,
        "finishedAt" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_cf0a6c42b72fcc7f7c237def345" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_415058617d5fa220c6e7b11f40" ON "jobs"  ("subjectId")`);
    await queryRunner.query(`CREATE INDEX "IDX_273ca3806896bf4b28022d84b9" ON "jobs"  ("state", "createdAt")`);
    await queryRunner.query(`CREATE TABLE "workers" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "host" text NOT NULL,
        "pid" integer NOT NULL,
        "version" text NOT NULL,
        "heartbeatAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        "stoppedAt" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_e950c9aba3bd84a4f193058d838" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE TABLE "kept_databases" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "restoreId" uuid NOT NULL,
        "sourceId" uuid NOT NULL,
        "role" text NOT NULL,
        "name" text NOT NULL,
        "oid" bigint NOT NULL,
        "keepUntil" TIMESTAMP WITH TIME ZONE NOT NULL,
        "countersBefore" jsonb,
        "finalBackupId" uuid,
        "droppedAt" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_891dbb0a5b551acc0b3655de983" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_46118a8939c70b97243d2eb495" ON "kept_databases"  ("droppedAt", "keepUntil")`,
    );
    await queryRunner.query(`CREATE INDEX "IDX_4ee8e90ee071a16489138b1d99" ON "kept_databases"  ("restoreId")`);
    await queryRunner.query(`CREATE TABLE "restore_phases" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "restoreId" uuid NOT NULL,
        "name" text NOT NULL,
        "status" text NOT NULL,
        "startedAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        "finishedAt" TIMESTAMP WITH TIME ZONE,
        "detail" jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT "PK_ff85ebfdd1ed417d0827836fbbd" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_3c5920186c97a9c340fa277af4" ON "restore_phases"  ("restoreId", "name")`,
    );
    await queryRunner.query(`CREATE TABLE "restore_plans" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "backupId" uuid NOT NULL,
        "sourceId" uuid NOT NULL,
        "content" jsonb NOT NULL,
        "fingerprint" text NOT NULL,
        "expiresAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "PK_a7da2944df3dc919b6464f23d67" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_89383b029a4a6bb299ad543185" ON "restore_plans"  ("expiresAt")`);
    await queryRunner.query(`CREATE TABLE "sources" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "name" text NOT NULL,
        "database" jsonb NOT NULL,
        "sealedPassword" text,
        "appVersion" text,
        "migrations" jsonb NOT NULL DEFAULT '{}',
        "mayShareControlServer" boolean NOT NULL DEFAULT false,
        "updatedAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_85523beafe5a2a6b90b02096443" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE UNIQUE INDEX "IDX_1a239b83a33505cc24170fac53" ON "sources"  ("tenantId", "name")`);
    await queryRunner.query(`CREATE TABLE "storage_backends" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "kind" text NOT NULL,
        "location" text NOT NULL,
        CONSTRAINT "PK_db13f66d069f9b9e1dcc8e3148c" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_7b5b581b02a95ce3060217eb26" ON "storage_backends"  ("kind", "location")`,
    );
    await queryRunner.query(`CREATE TABLE "backups" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "number" integer NOT NULL,
        "sourceId" uuid NOT NULL,
        "name" text NOT NULL,
        "description" text,
        "origin" text NOT NULL,
        "status" text NOT NULL DEFAULT 'pending',
        "tags" jsonb NOT NULL DEFAULT '[]',
        "pinned" boolean NOT NULL DEFAULT false,
        "proof" text NOT NULL DEFAULT 'none',
        "proofs" jsonb NOT NULL DEFAULT '[]',
        "progress" jsonb,
        "startedAt" TIMESTAMP WITH TIME ZONE,
        "finishedAt" TIMESTAMP WITH TIME ZONE,
        "durationMs" bigint,
        "rawBytes" bigint,
        "storedBytes" bigint,
        "databaseSize" bigint,
        "createdBy" text NOT NULL,
        "error" jsonb,
        "damageLevel" text,
        "warnings" jsonb NOT NULL DEFAULT '[]',
        "appVersion" text,
        "versions" jsonb,
        "migrationState" jsonb,
        "extensions" jsonb,
        "roles" jsonb,
        "tableCounts" jsonb,
        "countConditions" jsonb NOT NULL DEFAULT '{}',
        "manifestKey" text,
        "deletedAt" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "PK_ca30ff369eddfc7dac3b35d0d3c" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_1a3edfab535ee4fb2b58ba017d" ON "backups"  ("sourceId", "createdAt", "id")`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_147c83bc28e1572920eba0f2d2" ON "backups"  ("tenantId", "createdAt", "id")`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_ce4f1b164459b213433116ae21" ON "backups"  ("tenantId", "number")`,
    );
    await queryRunner.query(`CREATE TABLE "artifacts" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "backupId" uuid NOT NULL,
        "role" text NOT NULL,
        "name" text NOT NULL,
        "fileName" text NOT NULL,
        "storageId" uuid NOT NULL,
        "storageKey" text NOT NULL,
        "storedBytes" bigint,
        "rawBytes" bigint,
        "sha256" text,
        "compression" text NOT NULL,
        "encryption" text NOT NULL,
        "keyId" uuid NOT NULL,
        CONSTRAINT "PK_6516bbed3c129918e05c5012edb" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_01a2356694bb3b360df22fe874" ON "artifacts"  ("backupId")`);
    await queryRunner.query(`CREATE TABLE "restores" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "number" integer NOT NULL,
        "backupId" uuid NOT NULL,
        "sourceId" uuid NOT NULL,
        "strategy" text NOT NULL,
        "status" text NOT NULL DEFAULT 'pending',
        "phase" text NOT NULL DEFAULT 'planned',
        "options" jsonb NOT NULL,
        "planId" uuid NOT NULL,
        "plan" jsonb NOT NULL,
        "planFingerprint" text NOT NULL,
        "journal" jsonb,
        "progress" jsonb,
        "safetyBackupId" uuid,
        "swappedAt" TIMESTAMP WITH TIME ZONE,
        "rollbackUntil" TIMESTAMP WITH TIME ZONE,
        "downtimeMs" integer,
        "report" jsonb,
        "startedAt" TIMESTAMP WITH TIME ZONE,
        "finishedAt" TIMESTAMP WITH TIME ZONE,
        "durationMs" bigint,
        "requestedBy" text NOT NULL,
        "error" jsonb,
        "warnings" jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT "PK_1616b6cbb2df0bdeb75607c91f8" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_5ac9f424cb7a0cd6fc67c5cd40" ON "restores"  ("safetyBackupId")`);
    await queryRunner.query(`CREATE INDEX "IDX_887ee8150323ca67b1a805cc00" ON "restores"  ("backupId")`);
    await queryRunner.query(`CREATE INDEX "IDX_b676f4b86c90d806d32bf78531" ON "restores"  ("sourceId", "createdAt")`);
    await queryRunner.query(
      `CREATE INDEX "IDX_f97f670d12f9b3fa6f54e53d1f" ON "restores"  ("tenantId", "createdAt", "id")`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_41ffe5ba8b84a7387c705fb773" ON "restores"  ("tenantId", "number")`,
    );
    await queryRunner.query(
      `ALTER TABLE "artifacts" ADD CONSTRAINT "FK_01a2356694bb3b360df22fe8749" FOREIGN KEY ("backupId") REFERENCES "backups"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await queryRunner.query(`ALTER TABLE "instance" ADD CONSTRAINT "instance_is_only" CHECK ("isOnly")`);
    for (const table of OF_TENANTS) await enableTenantIsolation(queryRunner, table);
    for (const table of OF_THE_INSTANCE) await enableInstanceIsolation(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...OF_TENANTS, ...OF_THE_INSTANCE].reverse()) {
      await queryRunner.query(`DROP TABLE "${table}" CASCADE`);
    }
  }
}
