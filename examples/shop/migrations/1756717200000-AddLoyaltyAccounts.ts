import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everybody who ever bought something starts with one point per full euro. */
export class AddLoyaltyAccounts1756717200000 implements MigrationInterface {
  name = 'AddLoyaltyAccounts1756717200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE loyalty_accounts (
        customer_id bigint PRIMARY KEY REFERENCES customers ON DELETE CASCADE,
        points bigint NOT NULL DEFAULT 0 CHECK (points >= 0),
        opened_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`
      INSERT INTO loyalty_accounts (customer_id, points)
        SELECT customer_id, sum(floor(total))::bigint
        FROM orders WHERE status <> 'cancelled' GROUP BY customer_id`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE loyalty_accounts`);
  }
}
