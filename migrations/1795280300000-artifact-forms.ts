import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Artifacts that are stored in clear have no key. */
export class ArtifactForms1795280300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "artifacts" ALTER COLUMN "keyId" DROP NOT NULL`);
    await queryRunner.query(
      `ALTER TABLE "artifacts" ADD CONSTRAINT "artifacts_key_check" CHECK (("encryption" = 'age') = ("keyId" IS NOT NULL))`,
    );
  }

  /** Refused while there is one without a key: an older release could not say what it is. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "artifacts" ALTER COLUMN "keyId" SET NOT NULL`);
    await queryRunner.query(`ALTER TABLE "artifacts" DROP CONSTRAINT "artifacts_key_check"`);
  }
}
