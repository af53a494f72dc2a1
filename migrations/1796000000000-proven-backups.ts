import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest backups of a source that were restored for trial: health says when one was last. */
export class ProvenBackups1796000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "backups_proven" ON "backups" ("sourceId", "finishedAt" DESC)
        WHERE "deletedAt" IS NULL AND "proof" IN ('restored', 'counted', 'migrated')`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "backups_proven"`);
  }
}
