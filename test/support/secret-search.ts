import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { queryOnce } from './throwaway-database.js';

/** Secrets by the name that a finding calls them. */
export type Secrets = Record<string, string>;

/** As it is, and as it would look inside of base64, a bytea or an address. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64').replace(/=+$/, ''), bytes.toString('hex'), encodeURIComponent(secret)];
}

export function secretsIn(text: string, secrets: Secrets): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
    .map(([name]) => name);
}

/** Every row of every table of a database, each column as text: bytea as hex, jsonb as it is written. */
export async function secretsInDatabase(url: string, secrets: Secrets): Promise<string[]> {
  const tables = await queryOnce<{ name: string }>(
    url,
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await queryOnce<{ row: string }>(url, `SELECT t::text AS row FROM ${name} t`);
    const text = rows.map(({ row }) => row).join('\n');
    found.push(...secretsIn(text, secrets).map((secret) => `${secret} in the table ${name}`));
  }
  return found;
}

/** Every key of a database of Redis, with what it holds. */
export async function secretsInRedis(url: string, secrets: Secrets): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const found: string[] = [];
    for (const key of await redis.keys('*')) {
      const text = `${key}\n${JSON.stringify(await valueOf(redis, key))}`;
      found.push(...secretsIn(text, secrets).map((secret) => `${secret} in the key ${key}`));
    }
    return found;
  } finally {
    redis.disconnect();
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, 0, -1);
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return null; // gone meanwhile
  }
}

/** Every file under a directory. */
export function secretsInFiles(directory: string, secrets: Secrets): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = join(directory, name);
    if (!statSync(file).isFile()) return [];
    return secretsIn(readFileSync(file, 'latin1'), secrets).map((secret) => `${secret} in the file ${name}`);
  });
}

/** What may stand in a child's environment: a source's password, where libpq looks for it. */
const ALLOWED = { secret: 'source password', variable: 'PGPASSWORD' };

/** Looks at every program that a process runs, again and again, until it is stopped: at its arguments and its environment. */
export function watchPrograms(pid: number, secrets: Secrets): { stop(): { found: string[]; programs: string[] } } {
  const found = new Set<string>();
  const programs = new Set<string>();
  const own = read(pid, 'cmdline').join(' ');
  const timer = setInterval(() => {
    for (const child of descendantsOf(pid)) {
      const [words, variables] = [read(child, 'cmdline'), read(child, 'environ')];
      const program = words[0] ?? '';
      // Between its fork and its exec a child is still us.
      if (program === '' || words.join(' ') === own) continue;
      programs.add(program.split('/').at(-1) ?? '');
      for (const secret of secretsIn(words.join(' '), secrets)) found.add(`${secret} in the arguments of ${program}`);
      for (const variable of variables) {
        const name = variable.slice(0, variable.indexOf('='));
        for (const secret of secretsIn(variable, secrets)) {
          if (secret !== ALLOWED.secret || name !== ALLOWED.variable) found.add(`${secret} in ${name} of ${program}`);
        }
      }
    }
  }, 10);
  return {
    stop: () => {
      clearInterval(timer);
      return { found: [...found], programs: [...programs] };
    },
  };
}

function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = /\) \S (\d+)/.exec(read(Number(name), 'stat').join(''))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (child: number): boolean => {
    for (let at = parents.get(child); at !== undefined && at > 1; at = parents.get(at)) if (at === pid) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}

/** Parts of a file of /proc; none when the process is gone. */
function read(pid: number, file: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
      .split('\0')
      .filter((part) => part !== '');
  } catch (error) {
    // Not by instanceof: to Jest it is an error of another realm.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return [];
    throw error;
  }
}
