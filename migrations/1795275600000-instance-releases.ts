import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableInstanceIsolation } from './support/tenant-table.js';

/** Which version of Backstitch the instance is at, and which workers take no jobs because they are of another; by which a control database knows that it was restored. */
export class InstanceReleases1795275600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE "instance_releases" (
        "id" uuid NOT NULL,
        "createdAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "version" text NOT NULL,
        "schema" bigint NOT NULL,
        "dumpKey" text,
        CONSTRAINT "PK_d3310a14a2ff6b29f14a8520660" PRIMARY KEY ("id")
      )`);
    await enableInstanceIsolation(queryRunner, 'instance_releases');
    await queryRunner.query(`CREATE TABLE "control_home" (
        "isOnly" boolean NOT NULL DEFAULT true,
        "identity" text NOT NULL,
        CONSTRAINT "PK_b2739a092f93f865bc539fcd50a" PRIMARY KEY ("isOnly"),
        CONSTRAINT "control_home_is_only" CHECK ("isOnly")
      )`);
    await enableInstanceIsolation(queryRunner, 'control_home');
    await queryRunner.query(`ALTER TABLE "workers" ADD "schema" bigint, ADD "parkedBecause" text`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "workers" DROP COLUMN "parkedBecause", DROP COLUMN "schema"`);
    await queryRunner.query(`DROP TABLE "control_home"`);
    await queryRunner.query(`DROP TABLE "instance_releases"`);
  }
}
