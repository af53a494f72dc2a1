import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddBestCustomers1767258000000 implements MigrationInterface {
  name = 'AddBestCustomers1767258000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX orders_customer ON orders (customer_id, placed_at)`);
    await queryRunner.query(`
      CREATE VIEW reporting.best_customers AS
        SELECT c.id, c.first_name, c.last_name, l.points
        FROM public.customers c JOIN public.loyalty_accounts l ON l.customer_id = c.id
        ORDER BY l.points DESC, c.id LIMIT 100`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP VIEW reporting.best_customers`);
    await queryRunner.query(`DROP INDEX orders_customer`);
  }
}
