import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddCurrencyToOrders1759309200000 implements MigrationInterface {
  name = 'AddCurrencyToOrders1759309200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE orders ADD COLUMN currency char(3) NOT NULL DEFAULT 'EUR'`);
    await queryRunner.query(`COMMENT ON COLUMN orders.currency IS 'ISO 4217; all orders before October 2025 were EUR'`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE orders DROP COLUMN currency`);
  }
}
