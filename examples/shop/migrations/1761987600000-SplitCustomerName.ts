import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Moves data: "Ana de la Cruz" becomes "Ana" and "de la Cruz"; "Madonna" keeps no last name. */
export class SplitCustomerName1761987600000 implements MigrationInterface {
  name = 'SplitCustomerName1761987600000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE customers ADD COLUMN first_name text, ADD COLUMN last_name text`);
    // The customer changed nothing, so updated_at stays as it is.
    await queryRunner.query(`ALTER TABLE customers DISABLE TRIGGER customers_touch`);
    await queryRunner.query(`
      UPDATE customers SET
        first_name = split_part(full_name, ' ', 1),
        last_name = nullif(substr(full_name, length(split_part(full_name, ' ', 1)) + 2), '')`);
    await queryRunner.query(`ALTER TABLE customers ENABLE TRIGGER customers_touch`);
    await queryRunner.query(`ALTER TABLE customers ALTER COLUMN first_name SET NOT NULL`);

    await queryRunner.query(`DROP VIEW reporting.order_overview`);
    await queryRunner.query(`ALTER TABLE customers DROP COLUMN full_name`);
    await queryRunner.query(`
      CREATE VIEW reporting.order_overview AS
        SELECT o.id, o.placed_at, o.status, concat_ws(' ', c.first_name, c.last_name) AS customer, c.email,
               o.total, o.currency
        FROM public.orders o JOIN public.customers c ON c.id = o.customer_id`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE customers ADD COLUMN full_name text`);
    await queryRunner.query(`ALTER TABLE customers DISABLE TRIGGER customers_touch`);
    await queryRunner.query(`UPDATE customers SET full_name = concat_ws(' ', first_name, last_name)`);
    await queryRunner.query(`ALTER TABLE customers ENABLE TRIGGER customers_touch`);
    await queryRunner.query(`ALTER TABLE customers ALTER COLUMN full_name SET NOT NULL`);
    await queryRunner.query(`DROP VIEW reporting.order_overview`);
    await queryRunner.query(`ALTER TABLE customers DROP COLUMN first_name, DROP COLUMN last_name`);
    await queryRunner.query(`
      CREATE VIEW reporting.order_overview AS
        SELECT o.id, o.placed_at, o.status, c.full_name AS customer, c.email, o.total
        FROM public.orders o JOIN public.customers c ON c.id = o.customer_id`);
  }
}
