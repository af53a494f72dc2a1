import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** What happens by itself, and what became of it. */
export class Schedules1795280200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "schedules" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "sourceId" uuid NOT NULL,
        "origin" text NOT NULL DEFAULT 'request',
        "name" text NOT NULL,
        "action" text NOT NULL,
        "cron" text,
        "everySeconds" integer,
        "timeZone" text NOT NULL,
        "anchor" TIMESTAMP WITH TIME ZONE NOT NULL,
        "options" jsonb NOT NULL DEFAULT '{}',
        "window" jsonb,
        "runAtStart" boolean NOT NULL DEFAULT false,
        "enabled" boolean NOT NULL DEFAULT true,
        "since" TIMESTAMP WITH TIME ZONE NOT NULL,
        "handledUntil" TIMESTAMP WITH TIME ZONE NOT NULL,
        "nextDueAt" TIMESTAMP WITH TIME ZONE,
        "updatedAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_7e33fc2ea755a5765e3564e66dd" PRIMARY KEY ("id"),
        CONSTRAINT "FK_543c61774d096d3aea289a2c844" FOREIGN KEY ("sourceId") REFERENCES "sources"("id") ON DELETE CASCADE
      )`);
    await queryRunner.query(`CREATE INDEX "IDX_9aa1856c886feac14d4bad798d" ON "schedules"  ("handledUntil")`);
    await queryRunner.query(`CREATE INDEX "IDX_2e81051bfce9910f071669d465" ON "schedules"  ("nextDueAt")`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_a250c380006b9bf749d3b61aa7" ON "schedules"  ("sourceId", "origin") WHERE "origin" = 'settings'`,
    );
    await queryRunner.query(`CREATE INDEX "IDX_543c61774d096d3aea289a2c84" ON "schedules"  ("sourceId")`);
    await queryRunner.query(
      `CREATE INDEX "IDX_fefe5df1abc70f80d1a5199025" ON "schedules"  ("tenantId", "createdAt", "id")`,
    );
    await queryRunner.query(`CREATE TABLE "schedule_runs" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "scheduleId" uuid NOT NULL,
        "cause" text NOT NULL,
        "dueAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        "firstDueAt" TIMESTAMP WITH TIME ZONE NOT NULL,
        "dueCount" integer NOT NULL DEFAULT '1',
        "state" text NOT NULL DEFAULT 'waiting',
        "waiting" jsonb,
        "begunAt" TIMESTAMP WITH TIME ZONE,
        "jobId" uuid,
        "subjectType" text,
        "subjectId" uuid,
        "endedAt" TIMESTAMP WITH TIME ZONE,
        "error" jsonb,
        CONSTRAINT "PK_ef93e91d5380c5f16f34c274af0" PRIMARY KEY ("id"),
        CONSTRAINT "FK_f6b8c84cb3192bc7985af5782c0" FOREIGN KEY ("scheduleId") REFERENCES "schedules"("id") ON DELETE CASCADE
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_11b6b3d66b0c0aad7486cc76d3" ON "schedule_runs"  ("dueAt") WHERE "state" = 'waiting'`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_884d9a8e304a3c7fa6af2e9c7a" ON "schedule_runs"  ("scheduleId", "dueAt", "id")`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_9a2e1dc1c2b468baa228810b9c" ON "schedule_runs"  ("scheduleId", "dueAt") WHERE "cause" = 'due'`,
    );
    for (const table of ['schedules', 'schedule_runs']) await enableTenantIsolation(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "schedule_runs"`);
    await queryRunner.query(`DROP TABLE "schedules"`);
  }
}
