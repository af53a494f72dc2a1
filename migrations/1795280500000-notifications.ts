import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

/** Who is told of what, and what they were told. */
export class Notifications1795280500000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "notification_channels" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "name" text NOT NULL,
        "kind" text NOT NULL,
        "enabled" boolean NOT NULL DEFAULT true,
        "topics" jsonb NOT NULL,
        "sourceIds" jsonb,
        "timeZone" text NOT NULL,
        "digest" jsonb NOT NULL,
        "email" jsonb,
        "shownUrl" text,
        "sealedSecret" text,
        "digestedOn" date,
        "nextAttemptAt" TIMESTAMP WITH TIME ZONE,
        "leaseId" uuid,
        "leaseUntil" TIMESTAMP WITH TIME ZONE,
        "testedAt" TIMESTAMP WITH TIME ZONE,
        "lastSentAt" TIMESTAMP WITH TIME ZONE,
        "failingSince" TIMESTAMP WITH TIME ZONE,
        "lastError" jsonb,
        "updatedAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        CONSTRAINT "PK_3bc0cb5b60e8659f5fc859b2af0" PRIMARY KEY ("id")
      )`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_e31518f0238bd23623a087daa1" ON "notification_channels"  ("tenantId", "name")`,
    );
    await queryRunner.query(`CREATE TABLE "notification_deliveries" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "tenantId" uuid NOT NULL,
        "channelId" uuid NOT NULL,
        "eventId" uuid,
        "eventKind" text,
        "sourceId" uuid,
        "digestOn" date,
        "digest" jsonb,
        "status" text NOT NULL DEFAULT 'pending',
        "messageId" uuid,
        "attempts" integer NOT NULL DEFAULT '0',
        "sentAt" TIMESTAMP WITH TIME ZONE,
        "error" text,
        CONSTRAINT "PK_81daeff81f237bd384f7cfc4a4c" PRIMARY KEY ("id"),
        CONSTRAINT "FK_fe6716a157eb488ad69be18e8f7" FOREIGN KEY ("channelId")
          REFERENCES "notification_channels"("id") ON DELETE CASCADE ON UPDATE NO ACTION
      )`);
    await queryRunner.query(
      `CREATE INDEX "IDX_0209c4abff2bbf6cb909c90523" ON "notification_deliveries"  ("createdAt")`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_b932f30e742d5225ec6803433f" ON "notification_deliveries"  ("channelId", "sentAt")`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_e2ac209f9da78570f3a11d25a4" ON "notification_deliveries"  ("channelId", "id")`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_0813d553c262e20ea966601ddb" ON "notification_deliveries"  ("channelId", "createdAt") WHERE "status" = 'failed'`,
    );
    await queryRunner.query(
      `CREATE INDEX "IDX_e492c1ead4ab379ae44c2b1042" ON "notification_deliveries"  ("channelId", "createdAt", "id") WHERE "status" = 'pending'`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_f6849236a5a8de8fb5c8404dc8" ON "notification_deliveries"  ("channelId", "digestOn") WHERE "digestOn" IS NOT NULL`,
    );
    await queryRunner.query(
      `CREATE UNIQUE INDEX "IDX_c8a440c18832488ed7f8c34cc7" ON "notification_deliveries"  ("eventId", "channelId") WHERE "eventId" IS NOT NULL`,
    );
    for (const table of ['notification_channels', 'notification_deliveries']) {
      await enableTenantIsolation(queryRunner, table);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "notification_deliveries"`);
    await queryRunner.query(`DROP TABLE "notification_channels"`);
  }
}
