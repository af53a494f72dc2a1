import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddReviewsAndReporting1743411600000 implements MigrationInterface {
  name = 'AddReviewsAndReporting1743411600000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE reviews (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        product_id integer NOT NULL REFERENCES products ON DELETE CASCADE,
        customer_id bigint REFERENCES customers ON DELETE SET NULL,
        rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
        title text NOT NULL,
        body text NOT NULL,
        helpful_votes integer NOT NULL DEFAULT 0,
        written_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query(`CREATE INDEX reviews_product ON reviews (product_id, rating)`);
    await queryRunner.query(`
      CREATE TABLE shop_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        happened_at timestamptz NOT NULL DEFAULT now(),
        kind text NOT NULL,
        visitor uuid NOT NULL,
        data jsonb NOT NULL
      )`);
    await queryRunner.query(`CREATE INDEX shop_events_time ON shop_events USING brin (happened_at)`);
    await queryRunner.query(`COMMENT ON TABLE shop_events IS 'What visitors did: pages, searches, baskets'`);

    await queryRunner.query(`CREATE SCHEMA reporting`);
    await queryRunner.query(`
      CREATE VIEW reporting.order_overview AS
        SELECT o.id, o.placed_at, o.status, c.full_name AS customer, c.email, o.total
        FROM public.orders o JOIN public.customers c ON c.id = o.customer_id`);
    await queryRunner.query(`
      CREATE MATERIALIZED VIEW reporting.monthly_sales AS
        SELECT date_trunc('month', placed_at AT TIME ZONE 'UTC')::date AS month, status,
               count(*) AS orders, sum(total) AS turnover
        FROM public.orders GROUP BY 1, 2`);
    await queryRunner.query(`CREATE UNIQUE INDEX monthly_sales_key ON reporting.monthly_sales (month, status)`);

    // The shop itself connects as shop_app, which owns nothing. Tables of later migrations are granted by default.
    await queryRunner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop_app') THEN
          GRANT USAGE ON SCHEMA public, reporting TO shop_app;
          GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO shop_app;
          GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO shop_app;
          GRANT SELECT ON ALL TABLES IN SCHEMA reporting TO shop_app;
          ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO shop_app;
          ALTER DEFAULT PRIVILEGES IN SCHEMA reporting GRANT SELECT ON TABLES TO shop_app;
        END IF;
      END $$`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP SCHEMA reporting CASCADE`);
    await queryRunner.query(`DROP TABLE shop_events`);
    await queryRunner.query(`DROP TABLE reviews`);
  }
}
