/**
 * Runs the shop's migrations with real TypeORM, all of them or the first few:
 *
 *   DATABASE_URL=postgres://… node examples/shop/migrate.mjs [--first 4]
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';
import { DataSource } from 'typeorm';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('migrations', import.meta.url));

/**
 * The names under which TypeORM records the shop's migrations, in their order.
 * @returns {string[]}
 */
export function migrationNames() {
  return migrationFiles().map((file) => {
    const [timestamp, ...words] = path.basename(file, '.ts').split('-');
    return `${words.join('-')}${timestamp}`;
  });
}

/**
 * @param {{host: string, port: number, database: string, user: string, password?: string}} connection
 * @param {{first?: number}} [options] first: run only the migrations up to this one (the shop as it was back then)
 * @returns {Promise<string[]>} the names of the migrations that were run now
 */
export async function migrateShop({ user, ...connection }, { first } = {}) {
  const loaded = await Promise.all(
    migrationFiles()
      .slice(0, first)
      .map((file) => tsImport(pathToFileURL(file).href, import.meta.url)),
  );
  const migrations = loaded.flatMap((module) => Object.values(module).filter((value) => typeof value === 'function'));
  const dataSource = new DataSource({ type: 'postgres', ...connection, username: user, migrations });
  await dataSource.initialize();
  try {
    const run = await dataSource.runMigrations({ transaction: 'each' });
    return run.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

function migrationFiles() {
  return readdirSync(MIGRATIONS_FOLDER)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(MIGRATIONS_FOLDER, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { first: { type: 'string' } } });
  const { connectionFromEnvironment } = await import('./connection.mjs');
  const run = await migrateShop(connectionFromEnvironment(), {
    first: values.first === undefined ? undefined : Number(values.first),
  });
  console.log(run.length > 0 ? run.join('\n') : 'nothing to do');
}
