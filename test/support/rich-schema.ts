import type { Queryable } from '../../src/platform/postgres/connection.js';

/**
 * Objects of about every kind that applications have, with names that break careless quoting. `forPlainRole`: without
 * the two that a role which is no superuser cannot make, or could not read again.
 */
export async function createRichSchema(
  db: Queryable,
  { forPlainRole = false }: { forPlainRole?: boolean } = {},
): Promise<void> {
  for (const statement of STATEMENTS) {
    if (!(forPlainRole && NOT_FOR_PLAIN_ROLES.test(statement))) await db.query(statement);
  }
}

const NOT_FOR_PLAIN_ROLES = /FOR ALL TABLES|FORCE ROW LEVEL SECURITY/;

/** Rows that each table with data of its own holds, as quote_ident writes its name. */
export const RICH_ROWS: Readonly<Record<string, number>> = {
  'shop.customer': 300,
  'shop."order"': 1000,
  'shop."Größe ""mit"" Tücken"': 3,
  'shop."new\nline\\n"': 2,
  'shop.nothing_in_it': 0,
  'shop.no_columns': 4,
  'shop.big': 2,
  'shop.event_2024': 500,
  'shop.event_2025': 250,
  'shop.event_rest': 7,
  'shop.parent': 1,
  'shop.child': 2,
  'shop.secret': 5,
  'shop.booking': 3,
  '"Übung"."Tabelle"': 2,
};

const STATEMENTS = [
  'CREATE EXTENSION hstore SCHEMA public',
  'CREATE SCHEMA shop',
  'CREATE SCHEMA "Übung"',
  `COMMENT ON SCHEMA shop IS E'it''s a \\\\ comment\\nof two lines'`,
  `CREATE TYPE shop.mood AS ENUM ('sad', 'o''k', 'glücklich')`,
  `CREATE DOMAIN shop.email AS text CHECK (VALUE ~ '@')`,
  'CREATE TYPE shop.pair AS (a int, b text)',
  `CREATE FUNCTION shop.total(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2'`,
  `CREATE TABLE shop.customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail shop.email NOT NULL UNIQUE, mood shop.mood DEFAULT 'sad',
    tags text[] NOT NULL DEFAULT '{}', profile jsonb, raw json, stay tstzrange, photo bytea, extra public.hstore,
    "both" shop.pair, a int, b int, total int GENERATED ALWAYS AS (shop.total(a, b)) STORED, CHECK (a IS NULL OR a >= 0))`,
  `INSERT INTO shop.customer (mail, mood, tags, profile, raw, stay, photo, extra, "both", a, b)
    SELECT 'c' || n || '@example.com', 'glücklich', ARRAY['x', E'new\\nline', NULL, '\\.'],
      jsonb_build_object('n', n, 'text', E'tab\\tand "quotes"'), '{"a": 1.000}', tstzrange('2024-01-01', NULL),
      decode(md5(n::text), 'hex'), public.hstore('k', E'\\\\.'), ROW(n, E'\\n')::shop.pair, n, n
    FROM generate_series(1, 300) n`,
  `CREATE TABLE shop."order" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), customer_id bigint NOT NULL
    REFERENCES shop.customer ON DELETE CASCADE, placed timestamptz NOT NULL DEFAULT now(), note text, amount numeric(12, 2))`,
  `INSERT INTO shop."order" (customer_id, note, amount)
    SELECT 1 + n % 300, CASE n % 4 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN E'\\\\.' ELSE E'a\\nb\\r\\n\\\\.\\n' END, n / 7.0
    FROM generate_series(1, 1000) n`,
  'CREATE INDEX order_note ON shop."order" (lower(note)) WHERE note IS NOT NULL',
  'CREATE TABLE shop."Größe ""mit"" Tücken" ("Spalte ""1""" int, "привет" text)',
  `INSERT INTO shop."Größe ""mit"" Tücken" VALUES (1, 'ж'), (2, '漢'), (3, '')`,
  'CREATE TABLE shop."new\nline\\n" (n int)',
  'INSERT INTO shop."new\nline\\n" VALUES (1), (2)',
  'CREATE TABLE shop.nothing_in_it (n int)',
  'CREATE TABLE shop.no_columns ()',
  'INSERT INTO shop.no_columns SELECT FROM generate_series(1, 4)',
  'CREATE TABLE shop.big (id int, value text)',
  `INSERT INTO shop.big VALUES (1, repeat('0123456789', 70000)), (2, repeat(E'x\\n', 100000))`,
  `CREATE TABLE shop.event (id bigserial, at date NOT NULL, kind text) PARTITION BY RANGE (at)`,
  `CREATE TABLE shop.event_2024 PARTITION OF shop.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')`,
  `CREATE TABLE shop.event_2025 PARTITION OF shop.event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')`,
  'CREATE TABLE shop.event_rest PARTITION OF shop.event DEFAULT',
  'CREATE INDEX ON shop.event (at)',
  `INSERT INTO shop.event (at, kind) SELECT '2024-02-01', 'a' FROM generate_series(1, 500)`,
  `INSERT INTO shop.event (at, kind) SELECT '2025-02-01', 'b' FROM generate_series(1, 250)`,
  `INSERT INTO shop.event (at, kind) SELECT '2030-02-01', 'c' FROM generate_series(1, 7)`,
  'CREATE TABLE shop.parent (a int)',
  'CREATE TABLE shop.child (b int) INHERITS (shop.parent)',
  'INSERT INTO shop.parent VALUES (1)',
  'INSERT INTO shop.child VALUES (1, 2), (3, 4)',
  'CREATE TABLE shop.secret (owner_name text, value text)',
  `INSERT INTO shop.secret SELECT 'me', n::text FROM generate_series(1, 5) n`,
  'ALTER TABLE shop.secret ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE shop.secret FORCE ROW LEVEL SECURITY',
  'CREATE POLICY own ON shop.secret USING (owner_name = current_user)',
  'GRANT SELECT ON shop.secret TO PUBLIC',
  'GRANT USAGE ON SCHEMA shop TO PUBLIC',
  'ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO PUBLIC',
  'CREATE TYPE shop.floors AS RANGE (subtype = float8, multirange_type_name = shop.many_floors)',
  `CREATE TABLE shop.booking (
    id int GENERATED BY DEFAULT AS IDENTITY (START 10 INCREMENT 10), room int4range, nights datemultirange, level shop.floors,
    "Straße ☃" bit varying(7), "from" inet, token uuid[] DEFAULT ARRAY[gen_random_uuid()], words tsvector, at point,
    PRIMARY KEY (id), EXCLUDE USING gist (room WITH &&) DEFERRABLE INITIALLY DEFERRED)`,
  `INSERT INTO shop.booking (room, nights, level, "Straße ☃", "from", words, at)
    SELECT int4range(n * 10, n * 10 + 5), datemultirange(daterange('2024-01-01', '2024-01-03'), daterange('2025-01-01', NULL)),
      shop.floors(n, n + 0.1), B'101', '10.0.0.1/8', to_tsvector('english', 'rats of Ürümqi'), point(n, -n)
    FROM generate_series(1, 3) n`,
  'CREATE INDEX ON shop.booking USING gin (words)',
  `CREATE PROCEDURE shop.clear(INOUT rows bigint DEFAULT 0) LANGUAGE plpgsql AS $body$ BEGIN DELETE FROM shop.nothing_in_it; END $body$`,
  `CREATE AGGREGATE shop.sum_of(int) (SFUNC = shop.total, STYPE = int, INITCOND = '0')`,
  'CREATE CAST (shop.pair AS text) WITH INOUT',
  'CREATE COLLATION "Übung"."deutsch" (provider = libc, locale = \'C\')',
  'CREATE TABLE "Übung"."Tabelle" (id int PRIMARY KEY, n int DEFAULT 1)',
  'INSERT INTO "Übung"."Tabelle" VALUES (1), (2)',
  'CREATE SEQUENCE shop.counter START 100 INCREMENT 5',
  `SELECT nextval('shop.counter'), nextval('shop.counter')`,
  "CREATE VIEW shop.happy AS SELECT id, mail FROM shop.customer WHERE mood = 'glücklich'",
  'CREATE MATERIALIZED VIEW shop.per_customer AS SELECT customer_id, count(*) AS orders FROM shop."order" GROUP BY 1',
  'CREATE UNIQUE INDEX ON shop.per_customer (customer_id)',
  'CREATE MATERIALIZED VIEW shop.not_filled AS SELECT 1 AS one WITH NO DATA',
  `CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := NEW.note || ''; RETURN NEW; END $$`,
  'CREATE TRIGGER touch BEFORE UPDATE ON shop."order" FOR EACH ROW EXECUTE FUNCTION shop.touch()',
  'ALTER TABLE shop."order" DISABLE TRIGGER touch',
  'CREATE STATISTICS shop.order_statistics ON customer_id, amount FROM shop."order"',
  'CREATE RULE no_delete AS ON DELETE TO shop.happy DO INSTEAD NOTHING',
  'CREATE PUBLICATION everything FOR ALL TABLES',
  `SELECT lo_from_bytea(0, decode(repeat('00ff0a5c2e0a', 5000), 'hex')), lo_from_bytea(0, ''), lo_from_bytea(0, '\\x0a')`,
  `COMMENT ON COLUMN shop.customer.mail IS 'Straße; -- "quoted"'`,
];
