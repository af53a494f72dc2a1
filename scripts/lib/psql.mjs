import { join } from 'node:path';
import { run } from './run.mjs';

/**
 * Runs SQL by psql; the SQL goes by stdin and the password by the environment, as arguments can be seen by everyone.
 * @param {{ bin: string, host: string, port: number, user: string, password: string, database?: string }} server
 * @param {string} sql
 * @returns {Promise<string>} rows as lines, columns parted by |
 */
export async function psql(server, sql) {
  const args = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-f', '-'];
  const env = {
    PATH: process.env.PATH,
    PGHOST: server.host,
    PGPORT: String(server.port),
    PGUSER: server.user,
    PGPASSWORD: server.password,
    PGDATABASE: server.database ?? 'postgres',
    PGSSLMODE: 'disable',
    PGGSSENCMODE: 'disable',
    PGCONNECT_TIMEOUT: '5',
    PGCLIENTENCODING: 'UTF8',
    PGAPPNAME: 'backstitch set-up',
  };
  const { stdout } = await run(join(server.bin, 'psql'), args, { env, input: sql, timeoutMs: 60_000 });
  return stdout.trim();
}

export function quoteLiteral(text) {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

export function quoteIdentifier(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
