import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import type { AppProcess } from './app-process.js';
import { sql } from './database-state.js';
import { expect } from '@jest/globals';
import { JobsClient } from './jobs-client.js';
import { dropWithKept } from './kept-databases.js';
import { createTestDatabase, type TestDatabase, testServer } from './postgres-databases.js';
import { expectRoundTrip } from './round-trip.js';

/** Databases and roles of one test on the shared server, with what restores keep of them. */
export class Belongings {
  private cleanUps: (() => Promise<unknown>)[] = [];

  constructor(private readonly app: AppProcess) {}

  async database(name: string | undefined, options: string): Promise<TestDatabase> {
    const made = await createTestDatabase(name, options);
    this.cleanUps.push(() => dropWithKept(this.app, made));
    return made;
  }

  async role(name: string, attributes = ''): Promise<void> {
    await sql(testServer(), `CREATE ROLE ${quoteIdentifier(name)} ${attributes}`);
    this.cleanUps.push(() => sql(testServer(), `DROP ROLE IF EXISTS ${quoteIdentifier(name)}`));
  }

  onCleanUp(work: () => Promise<unknown>): void {
    this.cleanUps.push(work);
  }

  async drop(): Promise<void> {
    for (const cleanUp of this.cleanUps.reverse()) await cleanUp();
    this.cleanUps = [];
  }
}

/** Round trip of a database called `name`, by a role called the same that owns it and is no superuser. */
export async function expectNameRoundTrip(app: AppProcess, belongings: Belongings, name: string): Promise<void> {
  const jobs = new JobsClient(app.api);
  const password = `x=y 'z' "`;
  await belongings.role(name, `LOGIN CREATEDB PASSWORD 'x=y ''z'' "'`);
  const { target } = await belongings.database(name, `OWNER ${quoteIdentifier(name)} TEMPLATE template0`);
  const owner = { ...target, user: name, password };
  const table = quoteIdentifier(name);
  await sql(owner, `CREATE TABLE ${table} (n int); INSERT INTO ${table} VALUES (1), (2)`);
  await expectRoundTrip(jobs, {
    target,
    sourceId: await jobs.addSource(owner),
    drift: () => sql(owner, `INSERT INTO ${table} VALUES (3)`),
  });
}

export type EncodingCase = readonly [encoding: string, locale: string, text: string];

/** Round trip of a database of another encoding, with `text` in names, values, its comment and its settings. */
export async function expectEncodingRoundTrip(
  app: AppProcess,
  belongings: Belongings,
  [encoding, locale, text]: EncodingCase,
): Promise<void> {
  const jobs = new JobsClient(app.api);
  const { target } = await belongings.database(undefined, `TEMPLATE template0 ENCODING '${encoding}' ${locale}`);
  const name = quoteIdentifier(text);
  const type = quoteIdentifier(`${text} ${text}`);
  const literal = `'${text}'`;
  await sql(
    target,
    `CREATE SCHEMA ${name}; CREATE TYPE ${name}.${type} AS ENUM (${literal});
     CREATE TABLE ${name}.${name} (${name} text DEFAULT ${literal}, e ${name}.${type});
     INSERT INTO ${name}.${name} VALUES (DEFAULT, ${literal}), (${literal} || E'\\n\\\\.', NULL);
     CREATE FUNCTION ${name}.f() RETURNS text LANGUAGE sql AS $$ SELECT ${literal}::text $$;
     COMMENT ON TABLE ${name}.${name} IS ${literal};
     ALTER DATABASE ${target.database} SET my.text = ${literal};
     COMMENT ON DATABASE ${target.database} IS ${literal}`,
  );
  const { backup } = await expectRoundTrip(jobs, {
    target,
    sourceId: await jobs.addSource(target),
    drift: () =>
      sql(
        target,
        `INSERT INTO ${name}.${name} VALUES ('late'); ALTER TABLE ${name}.${name} ADD later ${name}.${type} DEFAULT ${literal}`,
      ),
  });
  expect(backup.tableCounts).toEqual({ [`${name}.${name}`]: 2 });
}
