import type { Queryable } from '../../src/platform/postgres/connection.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { createRichSchema } from './rich-schema.js';
import { PROGRAMS, RIGHTS } from './schema-kinds/programs.js';
import { TABLES } from './schema-kinds/tables.js';
import { TYPES } from './schema-kinds/types.js';

export interface FullSchemaOptions {
  /** Roles that exist; objects are theirs, and granted to them. */
  reader: string;
  writer: string;
  /** That exists; some tables and indexes lie in it. */
  tablespace: string;
  /** Names for schemas, tables, columns, indexes, constraints and so on. */
  names: readonly string[];
}

/** Every kind of object that PostgreSQL 15 has and pg_dump carries, but for security labels, which need a provider. A superuser's. */
export async function createFullSchema(db: Queryable, options: FullSchemaOptions): Promise<void> {
  await createRichSchema(db);
  const statements = [
    ...TYPES,
    'CREATE EXTENSION btree_gist SCHEMA kinds',
    ...TABLES,
    ...PROGRAMS,
    ...inTablespace(options),
    ...named(options),
    ...RIGHTS,
  ];
  for (const statement of statements) {
    const sql = statement
      .replaceAll('"{reader}"', () => quoteIdentifier(options.reader))
      .replaceAll('"{writer}"', () => quoteIdentifier(options.writer));
    await db.query(sql).catch((cause: unknown) => {
      throw new Error(`The fixture fails at: ${sql}`, { cause });
    });
  }
}

function inTablespace({ tablespace }: FullSchemaOptions): string[] {
  const name = quoteIdentifier(tablespace);
  return [
    `CREATE TABLE kinds.elsewhere (id int PRIMARY KEY USING INDEX TABLESPACE ${name}, t text) TABLESPACE ${name}`,
    `INSERT INTO kinds.elsewhere SELECT n, 'e' FROM generate_series(1, 25) n`,
    `CREATE INDEX elsewhere_t ON kinds.elsewhere (t) TABLESPACE ${name}`,
    `CREATE MATERIALIZED VIEW kinds.elsewhere_too TABLESPACE ${name} AS SELECT t FROM kinds.elsewhere`,
    `CREATE TABLE kinds.parted_elsewhere (n int) PARTITION BY RANGE (n) TABLESPACE ${name}`,
    `CREATE TABLE kinds.parted_here PARTITION OF kinds.parted_elsewhere DEFAULT TABLESPACE pg_default`,
  ];
}

/** Each name for one object of every kind that applications name. */
function named({ names, writer }: FullSchemaOptions): string[] {
  return names.flatMap((name) => {
    const id = quoteIdentifier(name);
    return [
      `CREATE SCHEMA ${id} AUTHORIZATION ${quoteIdentifier(writer)}`,
      `CREATE TYPE ${id}.${id} AS ENUM ('a')`,
      `CREATE SEQUENCE ${id}."s"`,
      `CREATE TABLE ${id}.t (${id} int DEFAULT nextval(${quoteLiteralOf(`${id}."s"`)}), CONSTRAINT ${id} CHECK (${id} > 0), e ${id}.${id})`,
      `INSERT INTO ${id}.t SELECT FROM generate_series(1, 3)`,
      `CREATE INDEX ${id} ON ${id}.t (${id})`,
      `CREATE FUNCTION ${id}.${id}(${id} int) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
      `CREATE VIEW ${id}."v" AS SELECT ${id} FROM ${id}.t`,
      `CREATE PUBLICATION ${id} FOR TABLE ${id}.t`,
      `CREATE POLICY ${id} ON ${id}.t`,
      `COMMENT ON TABLE ${id}.t IS ${quoteLiteralOf(name)}`,
    ];
  });
}

function quoteLiteralOf(text: string): string {
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
