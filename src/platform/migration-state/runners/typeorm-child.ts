import { text } from 'node:stream/consumers';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { Queryable, QueryRows } from '../../postgres/connection.js';
import { socketTo } from '../../postgres/pinned-host.js';
import { mayTryOtherTransport, tlsAttempts } from '../../postgres/ssl-mode.js';
import { DEFAULT_TYPEORM_TABLE, findTypeormTables } from '../adapters/typeorm-adapter.js';
import { REPORT_MARK, type ChildReport, type ChildTask } from './typeorm-child-protocol.js';
import { loadMigrations } from './load-migrations.js';
import { sessionOptions } from '../../postgres/session-options.js';

/**
 * A process of its own: runs what is pending of the given migrations on the given database. Each in a transaction of
 * its own, so that those with `transaction = false` (CREATE INDEX CONCURRENTLY) work; one that fails leaves those
 * before it recorded. Ends with 1 and the reason on stderr.
 */
async function main(): Promise<void> {
  const task = JSON.parse(await text(process.stdin)) as ChildTask;
  const migrations = await loadMigrations(task.migrations);
  const dataSource = await open(task, migrations);
  try {
    const finish = reportEach(dataSource.migrations);
    await dataSource.runMigrations({ transaction: 'each' });
    finish();
  } finally {
    await dataSource.destroy();
  }
}

/** The search_path stays the database's own. */
async function open(task: ChildTask, migrations: (new () => MigrationInterface)[]): Promise<DataSource> {
  const { host, port, user, password, database } = task.target;
  const options = sessionOptions({ ...task.settings, ...(task.role === undefined ? {} : { role: task.role }) });
  let failure: unknown;
  for (const ssl of await tlsAttempts(task.target)) {
    const connection = {
      type: 'postgres' as const,
      host,
      port,
      username: user,
      // A function even for none: otherwise pg would look for a password file.
      password: () => password ?? '',
      database,
      extra: { ssl, options, stream: () => socketTo(task.target) },
      applicationName: task.applicationName,
      installExtensions: false,
      connectTimeoutMS: 10_000,
    };
    try {
      const table = await locateTable(new DataSource(connection), task.table);
      return await new DataSource({ ...connection, ...table, migrations }).initialize();
    } catch (error) {
      failure ??= error;
      if (!mayTryOtherTransport(error)) break;
    }
  }
  throw failure;
}

/**
 * The table that the database has, for it is the one whose history counts. Where it stands in another schema than new
 * tables do, the project must have set that schema as its own: its migrations then expect unqualified names to go there.
 */
async function locateTable(
  probe: DataSource,
  wanted: string | undefined,
): Promise<{ migrationsTableName: string; schema?: string }> {
  await probe.initialize();
  const runner = probe.createQueryRunner();
  try {
    const db = queryable(runner);
    const [current] = (
      await db.query<{ schema: string | null }>('SELECT pg_catalog.current_schema()::pg_catalog.text AS schema')
    ).rows;
    const home = current?.schema ?? 'public';
    await db.query(`SELECT pg_catalog.set_config('search_path', 'pg_catalog', false)`);
    const found = await findTypeormTables(db, wanted);
    const table = found.length > 1 ? found.find(({ schema }) => schema === home) : found[0];
    if (found.length > 1 && !table) {
      throw new Error(
        `Which of these is the migrations table? ${found.map(({ quoted }) => quoted).join(', ')}. Name it in the source.`,
      );
    }
    if (!table) return { migrationsTableName: (wanted ?? DEFAULT_TYPEORM_TABLE).replaceAll('"', '') };
    return { migrationsTableName: table.name, ...(table.schema === home ? {} : { schema: table.schema }) };
  } finally {
    await runner.release();
    await probe.destroy();
  }
}

function queryable(runner: QueryRunner): Queryable {
  const query = async (sql: string, values: readonly unknown[] = []): Promise<QueryRows<unknown>> => ({
    rows: (await runner.query(sql, [...values])) as unknown[],
  });
  return { query: query as Queryable['query'] };
}

/** A migration is known to be committed when the next one starts, or when all are done. */
function reportEach(migrations: MigrationInterface[]): () => void {
  let running: { name: string; startedAt: number } | null = null;
  const finish = (): void => {
    if (!running) return;
    const report: ChildReport = { name: running.name, durationMs: Math.round(performance.now() - running.startedAt) };
    process.stdout.write(`${REPORT_MARK}${JSON.stringify(report)}\n`);
    running = null;
  };
  for (const migration of migrations) {
    const up = migration.up.bind(migration);
    migration.up = async (queryRunner: QueryRunner): Promise<unknown> => {
      finish();
      running = { name: migration.name ?? migration.constructor.name, startedAt: performance.now() };
      return up(queryRunner);
    };
  }
  return finish;
}

try {
  await main();
} catch (error) {
  const [where, what] = error instanceof Error ? [error.stack ?? '', error.message] : ['', String(error)];
  // What went wrong comes last: the end of what a runner says is what its failure is told by.
  process.stderr.write(`${where}\nThe migrations failed: ${what}\n`);
  process.exitCode = 1;
}
