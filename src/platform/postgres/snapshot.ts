import { AppError } from '../../common/app-error.js';
import { connect, type ConnectionTarget, type DatabaseClient } from './connection.js';
import { mapPostgresError } from './postgres-error.js';

/**
 * A snapshot of a database that other sessions (pg_dump) can import, and the transaction that keeps it: what is
 * queried through `db` is of that same instant. `release` ends the transaction and the session.
 */
export class ExportedSnapshot {
  constructor(
    readonly id: string,
    readonly db: DatabaseClient,
  ) {}

  /**
   * Tables whose file is no longer the one that the snapshot knows, quoted: a TRUNCATE or a rewriting ALTER came
   * between the export and the locks of pg_dump, which then sees no rows in them and ends with 0. To be asked at the
   * first byte of the archive, when those locks are held; any name means: kill the dump and start anew.
   *
   * pg_class is read as of the snapshot, pg_relation_filenode() as of now.
   */
  async changedRelations(): Promise<string[]> {
    const { rows } = await this.db
      .query<{ name: string }>(
        `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.relfilenode <> 0
           AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'
           AND pg_catalog.pg_relation_filenode(c.oid) IS DISTINCT FROM c.relfilenode
         ORDER BY 1`,
      )
      .catch((error: unknown) => {
        throw mapPostgresError(error, 'compare the tables with the snapshot');
      });
    return rows.map((row) => row.name);
  }

  /** Idempotent, never rejects. */
  async release(): Promise<void> {
    await this.db.end();
  }
}

/**
 * Opens a session of its own for the snapshot, and another for a moment to see that the snapshot can be imported:
 * through a pooler it cannot, or not reliably. Start pg_dump right after this.
 * @throws AppError SOURCE_UNREACHABLE (a pooler in between, too), PERMISSION_DENIED
 */
export async function exportSnapshot(
  target: ConnectionTarget,
  options: { applicationName: string },
): Promise<ExportedSnapshot> {
  const db = await connect(target, options);
  try {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await db.query<{ id: string }>('SELECT pg_catalog.pg_export_snapshot() AS id');
    const id = rows[0]?.id;
    if (id === undefined) throw new AppError('INTERNAL_ERROR', 'The server exported no snapshot.');
    await assertImportable(target, options, db, id);
    return new ExportedSnapshot(id, db);
  } catch (error) {
    await db.end();
    throw mapPostgresError(error, 'export a snapshot');
  }
}

const SERVER_IDENTITY =
  "SELECT (pg_catalog.pg_control_system()).system_identifier || ' ' || pg_catalog.pg_postmaster_start_time() AS identity";

async function assertImportable(
  target: ConnectionTarget,
  options: { applicationName: string },
  exporting: DatabaseClient,
  id: string,
): Promise<void> {
  const other = await connect(target, options);
  try {
    await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const identities = [await identityOf(exporting), await identityOf(other)];
    if (identities[0] !== identities[1]) throw notDirect('Two connections to it reach two different servers.');
    await other.query('ROLLBACK');
    await other.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`);
    // 22023 and 42704: this server does not have the snapshot that the other session exported.
    await other.query(`SET TRANSACTION SNAPSHOT '${id}'`).catch((error: unknown) => {
      throw notDirect('A second connection does not see the snapshot of the first.', error);
    });
  } finally {
    await other.end();
  }
}

async function identityOf(db: DatabaseClient): Promise<string> {
  const { rows } = await db.query<{ identity: string }>(SERVER_IDENTITY);
  return rows[0]?.identity ?? '';
}

function notDirect(what: string, cause?: unknown): AppError {
  return new AppError('SOURCE_UNREACHABLE', `The database is not reached directly. ${what}`, {
    hint: 'Connect to PostgreSQL itself, not to a pooler or load balancer such as PgBouncer.',
    cause,
  });
}
