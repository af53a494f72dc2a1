import { tmpdir } from 'node:os';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { type AppProcess, startApp } from './app-process.js';
import { startTestPostgres } from './clusters.js';
import { sql } from './database-state.js';
import { eventually } from './eventually.js';
import { JobsClient, type RestoreRecord } from './jobs-client.js';
import { uniqueName } from './postgres-databases.js';
import { typescriptMigration, type TypeormProject } from './typeorm-project.js';

export const CREATE = 'CreateCustomers1700000000001';
export const ADD_EMAIL = 'AddEmail1700000000002';
/** Moves data, and takes long enough for somebody to write meanwhile. */
export const SPLIT_NAME = 'SplitName1700000000003';
export const ADD_ORDERS = 'AddOrders1700000000004';
export const ELSEWHERE = 'FromAnotherBranch1700000000002';

const UP: Readonly<Record<string, string>> = {
  [CREATE]: `CREATE TABLE customers (id serial PRIMARY KEY, name text NOT NULL);
             INSERT INTO customers (name) VALUES ('Ada Lovelace'), ('Alan Turing')`,
  [ADD_EMAIL]: 'ALTER TABLE customers ADD email text',
  [SPLIT_NAME]: `ALTER TABLE customers ADD first_name text, ADD last_name text;
    UPDATE customers SET first_name = split_part(name, ' ', 1), last_name = split_part(name, ' ', 2);
    ALTER TABLE customers DROP COLUMN name; SELECT pg_sleep(1.5)`,
  [ADD_ORDERS]: 'CREATE TABLE orders (id serial PRIMARY KEY, customer_id int REFERENCES customers)',
  [ELSEWHERE]: 'CREATE TABLE elsewhere (n int)',
};

/** The application, and a server of its own for the sources, on which everything that can block a swap can be made. */
export interface ShopPlace {
  server: PrivatePostgres;
  app: AppProcess;
  jobs: JobsClient;
  stop(): Promise<void>;
}

export interface ShopPlaceOptions {
  /** Of the server, besides its own. */
  settings?: Record<string, string | number>;
  serverFile?: object;
}

export async function startShopPlace(options: ShopPlaceOptions = {}): Promise<ShopPlace> {
  const settings = { wal_level: 'logical', max_prepared_transactions: 5, ...options.settings };
  const server = await startTestPostgres({ settings });
  const app = await startApp({ serverFile: { codeRoots: [tmpdir()], ...options.serverFile } });
  return {
    server,
    app,
    jobs: new JobsClient(app.api),
    stop: async () => {
      await app.stop();
      await server.remove();
    },
  };
}

export interface Shop {
  target: ConnectionTarget;
  sourceId: string;
}

/** A database with two migrations applied, and code that has the same two. */
export async function addShop({ server, jobs }: ShopPlace, project: TypeormProject): Promise<Shop> {
  const { host, port, user, password } = server;
  const target: ConnectionTarget = { host, port, user, password, database: uniqueName('shop'), sslMode: 'disable' };
  await sql({ ...target, database: 'postgres' }, `CREATE DATABASE ${target.database}`);
  await sql(
    target,
    'CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)',
  );
  await applyMigrations(target, CREATE, ADD_EMAIL);
  await writeCode(project, CREATE, ADD_EMAIL);
  const migrations = { framework: 'typeorm', codePath: project.codePath };
  return { target, sourceId: await jobs.addSource(target, { migrations }) };
}

/** As TypeORM would have, once. */
export async function applyMigrations(target: ConnectionTarget, ...names: string[]): Promise<void> {
  for (const name of names) {
    await sql(target, UP[name] ?? '');
    await sql(target, 'INSERT INTO migrations (timestamp, name) VALUES ($1, $2)', [/\d+$/.exec(name)?.[0], name]);
  }
}

export async function writeCode(project: TypeormProject, ...names: string[]): Promise<void> {
  for (const name of names)
    await project.write(`${name}.ts`, typescriptMigration(name, `await queryRunner.query(\`${UP[name] ?? ''}\`);`));
}

/** Our databases on the server. */
export async function ourDatabases(target: ConnectionTarget): Promise<string[]> {
  const rows = await sql<{ name: string }>(
    { ...target, database: 'postgres' },
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'bst%' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Resolves when the restore has reached the phase; throws when it has ended. */
export async function phaseBegins(jobs: JobsClient, restore: RestoreRecord, phase: string): Promise<void> {
  await eventually(`phase ${phase}`, async () => {
    const now = await jobs.restore(restore.id);
    if (['failed', 'completed'].includes(now.status))
      throw new Error(`It is ${now.status}: ${JSON.stringify(now.error)}`);
    return now.phase === phase;
  });
}
