/** A database of many tables, many large objects and one long value. Rows are few: it is the number of things that counts. */
export interface LargeSchema {
  tables: number;
  largeObjects: number;
  /** Of one text; none where absent. */
  valueBytes?: number;
}

/** Statements, each for a transaction of its own: thousands of tables made in one would need as many locks. */
export function largeSchemaStatements({ tables, largeObjects, valueBytes }: LargeSchema): string[] {
  const statements: string[] = [];
  for (let from = 1; from <= tables; from += PER_STATEMENT) {
    statements.push(`DO $$ BEGIN FOR n IN ${from}..${Math.min(tables, from + PER_STATEMENT - 1)} LOOP
      EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, v text); INSERT INTO t%1$s VALUES (1, %L), (2, NULL)', n, 'of ' || n);
    END LOOP; END $$`);
  }
  for (let from = 1; from <= largeObjects; from += LARGE_OBJECTS_PER_STATEMENT) {
    const to = Math.min(largeObjects, from + LARGE_OBJECTS_PER_STATEMENT - 1);
    statements.push(
      `SELECT count(lo_from_bytea(100000 + n, convert_to('object ' || n, 'UTF8'))) FROM generate_series(${from}, ${to}) n`,
    );
  }
  if (valueBytes !== undefined) {
    statements.push('CREATE TABLE long_value (id int, v text)');
    statements.push(`INSERT INTO long_value VALUES (1, repeat('0123456789', ${Math.floor(valueBytes / 10)})), (2, '')`);
  }
  return statements;
}

const PER_STATEMENT = 100;
/** Each takes a lock until its transaction ends. */
const LARGE_OBJECTS_PER_STATEMENT = 1_000;
