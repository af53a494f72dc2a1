import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomers1738573200000 implements MigrationInterface {
  name = 'CreateCustomers1738573200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE DOMAIN email_address AS text CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+$')`);
    await queryRunner.query(`
      CREATE TABLE customers (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        full_name text NOT NULL,
        email email_address NOT NULL UNIQUE,
        phone_numbers text[] NOT NULL DEFAULT '{}',
        address jsonb NOT NULL,
        born_on date,
        newsletter boolean NOT NULL DEFAULT false,
        discount numeric(4, 3) NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`CREATE INDEX customers_city ON customers ((address ->> 'city'))`);
    await queryRunner.query(
      `COMMENT ON COLUMN customers.address IS 'Where invoices go: street, postcode, city, country'`,
    );
    await queryRunner.query(`
      CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.updated_at := now();
        RETURN NEW;
      END $$`);
    await queryRunner.query(`
      CREATE TRIGGER customers_touch BEFORE UPDATE ON customers
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at()`);
    await queryRunner.query(`
      CREATE TRIGGER products_touch BEFORE UPDATE ON products
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at()`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER products_touch ON products`);
    await queryRunner.query(`DROP TABLE customers`);
    await queryRunner.query(`DROP FUNCTION touch_updated_at()`);
    await queryRunner.query(`DROP DOMAIN email_address`);
  }
}
