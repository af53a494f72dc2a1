import { AppError } from '../../common/app-error.js';
import {
  connect,
  type ConnectionTarget,
  type DatabaseClient,
  withConnection,
} from '../../platform/postgres/connection.js';
import { applyDatabaseProperties } from '../../platform/postgres/database-properties-apply.js';
import { readDatabaseProperties } from '../../platform/postgres/database-properties.js';
import { type DatabaseRef, findDatabase, INTERRUPTED_DROP } from '../../platform/postgres/database-ref.js';
import { targetOfUrl, withDatabase } from '../../platform/postgres/database-url.js';
import { dropDatabase } from '../../platform/postgres/drop-database.js';
import { mapPostgresError, sqlStateOf } from '../../platform/postgres/postgres-error.js';
import { quoteIdentifier, quoteLiteral } from '../../platform/postgres/quoting.js';
import { assertEmptyDatabase, createSideDatabase } from '../../platform/postgres/side-database.js';
import { swapDatabases } from '../../platform/postgres/swap.js';
import { seeAllRows } from './visible-rows.js';

const APPLICATION = 'backstitch control restore';
const LONGEST_NAME = 63;
/** On the database that is being restored, until it gets the comment of the one that it replaces. */
const UNDER_WAY = 'backstitch control:restore is under way';

/** What lies under the name of the control database. */
export type ControlTarget = { state: 'absent' } | { state: 'empty' } | { state: 'used'; holds: string };

export async function findControlTarget(databaseUrl: string): Promise<ControlTarget> {
  const target = targetOfUrl(databaseUrl);
  try {
    return await withConnection(target, { applicationName: APPLICATION }, async (db) => {
      try {
        await assertEmptyDatabase(db);
        return { state: 'empty' };
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
        return { state: 'used', holds: await contentsOf(db) };
      }
    });
  } catch (error) {
    if (sqlStateOf(error) === '3D000') return { state: 'absent' };
    throw error;
  }
}

/**
 * Puts a restored database in the place of the control database, which is kept under another name; or makes one where
 * there is none. It needs a role that may create databases: that of DATABASE_URL, or that of CONTROL_ADMIN_URL.
 */
export class ControlReplacement {
  private readonly target: ConnectionTarget;
  private readonly admin: ConnectionTarget;

  constructor(
    private readonly databaseUrl: string,
    adminUrl: string | null,
    private readonly say: (line: string) => void,
  ) {
    this.target = targetOfUrl(databaseUrl);
    this.admin = adminUrl === null ? { ...this.target, database: 'postgres' } : targetOfUrl(adminUrl);
  }

  /** `restoreInto` fills the empty database of a URL. Resolves with the name under which the old one is kept. */
  async run(found: ControlTarget, restoreInto: (url: string) => Promise<void>): Promise<string | null> {
    return withConnection(this.admin, { applicationName: APPLICATION }, async (admin) => {
      await this.assertAlone(admin);
      if (found.state === 'absent') {
        await this.makeAnew(admin, restoreInto);
        return null;
      }
      return this.replace(admin, restoreInto);
    });
  }

  private async makeAnew(admin: DatabaseClient, restoreInto: (url: string) => Promise<void>): Promise<void> {
    const { database, user } = this.target;
    this.say(`Making the database "${database}", owned by "${user}", and restoring into it.`);
    await this.create(() =>
      admin.query(`CREATE DATABASE ${quoteIdentifier(database)} OWNER ${quoteIdentifier(user)} TEMPLATE template0`),
    );
    const made = await this.refOf(admin, database);
    await this.orDrop(admin, made, () => restoreInto(this.databaseUrl));
  }

  private async replace(admin: DatabaseClient, restoreInto: (url: string) => Promise<void>): Promise<string> {
    const { database } = this.target;
    const live = await this.refOf(admin, database);
    await this.assertUnused(admin, live);
    const sideName = cut(database, '_new');
    const beforeName = cut(database, `_before_${stamp(new Date())}`);
    await this.dropLeftover(admin, sideName);
    this.say(`Restoring beside "${database}", into "${sideName}".`);
    const properties = await readDatabaseProperties(admin, { oid: live.oid });
    const { oid } = await this.create(() => createSideDatabase(admin, { name: sideName, properties }));
    const side = { name: sideName, oid };
    await this.orDrop(admin, side, async () => {
      await admin.query(`COMMENT ON DATABASE ${quoteIdentifier(sideName)} IS ${quoteLiteral(UNDER_WAY)}`);
      if (properties.owner !== this.target.user) await this.letIn(sideName);
      await restoreInto(withDatabase(this.databaseUrl, sideName));
      await applyDatabaseProperties(admin, sideName, properties);
      await this.assertUnused(admin, live);
      await swapDatabases({
        connect: () => connect(this.admin, { applicationName: APPLICATION, queryTimeoutMs: 60_000 }),
        live,
        side,
        beforeName,
      });
    });
    return beforeName;
  }

  /** Where another role owns the database (docs/audit.md), ours must be let in, to make its tables. */
  private async letIn(sideName: string): Promise<void> {
    await withConnection({ ...this.admin, database: sideName }, { applicationName: APPLICATION }, async (db) => {
      const ours = quoteIdentifier(this.target.user);
      await db.query(`GRANT CONNECT ON DATABASE ${quoteIdentifier(sideName)} TO ${ours}`);
      await db.query(`GRANT CREATE ON SCHEMA public TO ${ours}`);
    });
  }

  /** Until this session ends: of two at once, the second would take what the first makes for a leftover. */
  private async assertAlone(admin: DatabaseClient): Promise<void> {
    const { rows } = await admin.query<{ isAlone: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "isAlone"',
      [`${APPLICATION} ${this.target.database}`],
    );
    if (rows[0]?.isAlone === true) return;
    throw new AppError('CONFLICT', `Another control:restore of "${this.target.database}" is under way.`, {
      hint: 'Wait for it to end. Nothing has been changed.',
    });
  }

  /** One that was killed leaves its database, which is known by its comment; any other of that name is not ours to drop. */
  private async dropLeftover(admin: DatabaseClient, name: string): Promise<void> {
    const found = await findDatabase(admin, { name });
    if (found === null) return;
    const { rows } = await admin.query<{ comment: string | null }>(
      `SELECT shobj_description($1::oid, 'pg_database') AS comment`,
      [found.oid],
    );
    if (rows[0]?.comment !== UNDER_WAY && found.connectionLimit !== INTERRUPTED_DROP) {
      throw new AppError('CONFLICT', `There is a database "${name}" already, where the dump is to be restored.`, {
        hint: 'Look at what it is, then rename or drop it. Nothing has been changed.',
      });
    }
    this.say(`Dropping "${name}", which a control:restore left that was broken off.`);
    await dropDatabase(admin, { name, oid: found.oid });
  }

  /** What it does is ended by the swap's own sweep otherwise, and writes of a running Backstitch would be lost. */
  private async assertUnused(admin: DatabaseClient, live: DatabaseRef): Promise<void> {
    const { rows } = await admin.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datid = $1 AND pid <> pg_backend_pid()',
      [live.oid],
    );
    const count = rows[0]?.count ?? 0;
    if (count === 0) return;
    throw new AppError('CONFLICT', `The database "${live.name}" is in use: ${count} sessions.`, {
      hint: 'Stop every process of Backstitch (and whoever else looks at it), then try again. Nothing has been changed.',
    });
  }

  private async orDrop(admin: DatabaseClient, made: DatabaseRef, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      await dropDatabase(admin, made).catch((failure: unknown) => {
        this.say(`"${made.name}" could not be dropped again: ${String(failure)}`);
      });
      throw error;
    }
  }

  private async create<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (sqlStateOf(error) !== '42501') throw mapPostgresError(error, 'make a database');
      throw new AppError('PERMISSION_DENIED', `The role "${this.admin.user}" may not create the database.`, {
        hint: 'Name a role that may (a superuser, or one with CREATEDB that owns the control database) in CONTROL_ADMIN_URL, such as postgres://postgres@host/postgres. Nothing has been changed.',
        cause: error,
      });
    }
  }

  private async refOf(admin: DatabaseClient, name: string): Promise<DatabaseRef> {
    const found = await findDatabase(admin, { name });
    if (found !== null) return { name, oid: found.oid };
    throw new AppError('NOT_FOUND', `The server of CONTROL_ADMIN_URL has no database "${name}".`, {
      hint: 'It must be the server of DATABASE_URL.',
    });
  }
}

/** For a person who is about to replace it. */
async function contentsOf(db: DatabaseClient): Promise<string> {
  await seeAllRows(db);
  const { rows } = await db.query<{ table: string }>(
    `SELECT relname AS "table" FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND relname IN ('users', 'sources', 'backups', 'restores') ORDER BY 1`,
  );
  const counts: string[] = [];
  for (const { table } of rows) {
    const { rows: found } = await db.query<{ count: number }>(`SELECT count(*)::int AS count FROM public.${table}`);
    counts.push(`${found[0]?.count ?? 0} ${table}`);
  }
  return counts.length === 0 ? 'what is not of Backstitch' : counts.join(', ');
}

/** PostgreSQL cuts a name over 63 bytes without a word: the end, which tells databases apart, must not be what goes. */
function cut(name: string, end: string): string {
  let start = name;
  while (Buffer.byteLength(start) + Buffer.byteLength(end) > LONGEST_NAME) start = start.slice(0, -1);
  return `${start}${end}`;
}

function stamp(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
}
