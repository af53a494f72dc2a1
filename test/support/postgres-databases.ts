import { randomBytes } from 'node:crypto';
import {
  connect,
  withConnection,
  type ConnectionTarget,
  type DatabaseClient,
} from '../../src/platform/postgres/connection.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';
import { testPostgresUrl } from './test-servers.js';

/** The throw-away server that `npm test` starts, as a superuser. Several test files use it at the same time. */
export function testServer(): ConnectionTarget {
  const url = new URL(testPostgresUrl());
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    user: decodeURIComponent(url.username) || 'postgres',
    password: url.password === '' ? null : decodeURIComponent(url.password),
    sslMode: 'disable',
  };
}

export interface TestDatabase {
  target: ConnectionTarget;
  open(applicationName?: string): Promise<DatabaseClient>;
  /** Ends every session of the database and drops it. */
  drop(): Promise<void>;
}

/** A database of one's own; `options` is what stands after CREATE DATABASE name. */
export async function createTestDatabase(name = uniqueName('bst_test'), options = ''): Promise<TestDatabase> {
  const server = testServer();
  const target = { ...server, database: name };
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${quoteIdentifier(name)} ${options}`));
  return {
    target,
    open: (applicationName = 'backstitch-test') => connect(target, { applicationName }),
    drop: async () => {
      await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`));
    },
  };
}

export function asAdmin<T>(work: (admin: DatabaseClient) => Promise<T>): Promise<T> {
  return withConnection(testServer(), { applicationName: 'backstitch-test-admin' }, work);
}

export function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(5).toString('hex')}`;
}

/** Names that PostgreSQL takes and careless programs choke on, each unique so that runs do not collide. */
export function hostileNames(): string[] {
  const salt = randomBytes(3).toString('hex');
  const nonAscii = `ж漢${salt}`; // with the é's: 63 bytes, the most a name may have
  return [
    `host=evil dbname=x ${salt}`,
    `it's "quoted" ${salt}`,
    `back\\slash ${salt}`,
    `new\nline ${salt}`,
    `100% %s %d ${salt}`,
    `--version ${salt}`,
    `postgres://evil/${salt}`,
    nonAscii + 'é'.repeat(Math.floor((63 - Buffer.byteLength(nonAscii)) / 2)),
  ];
}
