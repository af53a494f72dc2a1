import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.mjs';

/**
 * What PostgreSQL's own `pg_dump -Fc` needs for the same database, with its default compression, to a local file.
 * @param {{bin: string}} server
 * @param {object} connection
 * @param {string} directory for the file, which is removed
 * @returns {Promise<{milliseconds: number, bytes: number}>}
 */
export async function measurePlainDump({ bin }, connection, directory) {
  const file = join(directory, 'plain.dump');
  try {
    const startedAt = performance.now();
    await run(join(bin, 'pg_dump'), ['-Fc', '-f', file], { env: programEnvironment(connection) });
    return { milliseconds: performance.now() - startedAt, bytes: statSync(file).size };
  } finally {
    rmSync(file, { force: true });
  }
}

/** PostgreSQL's programs get their connection by the environment: arguments can be seen by everyone. */
export function programEnvironment({ host, port, database, user, password }) {
  return {
    PATH: process.env.PATH,
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGUSER: user,
    PGPASSWORD: password,
  };
}
