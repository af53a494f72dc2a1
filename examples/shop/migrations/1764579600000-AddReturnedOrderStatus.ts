import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddReturnedOrderStatus1764579600000 implements MigrationInterface {
  name = 'AddReturnedOrderStatus1764579600000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TYPE order_status ADD VALUE 'returned' AFTER 'delivered'`);
  }

  public async down(): Promise<void> {
    throw new Error('PostgreSQL cannot take a value out of an enum');
  }
}
