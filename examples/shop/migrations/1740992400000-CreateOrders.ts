import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders are partitioned by month: old months are read by nobody but the accountants. */
export class CreateOrders1740992400000 implements MigrationInterface {
  name = 'CreateOrders1740992400000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TYPE order_status AS ENUM ('pending', 'paid', 'shipped', 'delivered', 'cancelled')`,
    );
    await queryRunner.query(`CREATE TYPE payment_method AS ENUM ('card', 'paypal', 'invoice', 'bank_transfer')`);
    await queryRunner.query(`CREATE SEQUENCE order_numbers START 100001`);
    await queryRunner.query(`
      CREATE TABLE orders (
        id bigint NOT NULL DEFAULT nextval('order_numbers'),
        customer_id bigint NOT NULL REFERENCES customers,
        status order_status NOT NULL DEFAULT 'pending',
        placed_at timestamptz NOT NULL DEFAULT now(),
        total money_amount NOT NULL DEFAULT 0,
        delivery jsonb NOT NULL DEFAULT '{}',
        note text,
        PRIMARY KEY (id, placed_at)
      ) PARTITION BY RANGE (placed_at)`);
    await queryRunner.query(`ALTER SEQUENCE order_numbers OWNED BY orders.id`);
    for (let month = 1; month <= 12; month++) {
      const from = new Date(Date.UTC(2025, month - 1)).toISOString();
      const to = new Date(Date.UTC(2025, month)).toISOString();
      const name = `orders_2025_${String(month).padStart(2, '0')}`;
      await queryRunner.query(`CREATE TABLE ${name} PARTITION OF orders FOR VALUES FROM ('${from}') TO ('${to}')`);
    }
    await queryRunner.query(`CREATE TABLE orders_other PARTITION OF orders DEFAULT`);
    await queryRunner.query(`
      CREATE TABLE order_items (
        order_id bigint NOT NULL,
        placed_at timestamptz NOT NULL,
        line smallint NOT NULL,
        product_id integer NOT NULL REFERENCES products,
        quantity integer NOT NULL CHECK (quantity > 0),
        unit_price money_amount NOT NULL,
        line_total numeric(12, 2) GENERATED ALWAYS AS (quantity * unit_price) STORED,
        PRIMARY KEY (order_id, line),
        FOREIGN KEY (order_id, placed_at) REFERENCES orders ON DELETE CASCADE
      )`);
    await queryRunner.query(`
      CREATE TABLE payments (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        order_id bigint NOT NULL,
        placed_at timestamptz NOT NULL,
        method payment_method NOT NULL,
        amount money_amount NOT NULL,
        paid_at timestamptz NOT NULL DEFAULT now(),
        receipt bytea,
        provider_reply jsonb NOT NULL DEFAULT '{}',
        FOREIGN KEY (order_id, placed_at) REFERENCES orders ON DELETE CASCADE
      )`);
    await queryRunner.query(`COMMENT ON COLUMN payments.receipt IS 'SHA-256 of the receipt that the provider sent'`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE payments`);
    await queryRunner.query(`DROP TABLE order_items`);
    await queryRunner.query(`DROP TABLE orders`);
    await queryRunner.query(`DROP TYPE payment_method`);
    await queryRunner.query(`DROP TYPE order_status`);
  }
}
