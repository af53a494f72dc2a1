import type { Queryable } from './connection.js';
import { type DatabaseRef, findDatabase, INTERRUPTED_DROP } from './database-ref.js';
import { finding, listed, type SwapFinding, type SwapFindings } from './swap-finding.js';

/** From here on a transaction is worth a warning: the swap will end it. */
const LONG_TRANSACTION_SECONDS = 60;

/** What hangs on the live database right now. */
export async function activityFindings(
  admin: Queryable,
  live: Queryable,
  database: DatabaseRef,
): Promise<SwapFindings> {
  const sessions = await readSessions(admin, live, database.oid);
  return {
    blockers: [
      ...(await closed(admin, database)),
      ...(await preparedTransactions(admin, database)),
      ...sessionsNotOurs(sessions),
      ...(await slots(admin, database)),
      ...(await subscriptions(admin, database)),
      ...(await backgroundWorkers(live, sessions)),
    ],
    warnings: [
      ...openConnections(sessions),
      ...longTransactions(sessions),
      ...(await standbys(admin)),
      ...(await hbaByName(admin, database)),
    ],
  };
}

/** The same for a restore in place, which cuts nobody off, and waits for whoever holds a lock. */
export async function inPlaceActivityFindings(
  admin: Queryable,
  live: Queryable,
  database: DatabaseRef,
): Promise<SwapFindings> {
  const sessions = await readSessions(admin, live, database.oid);
  const found = await slots(admin, database);
  return {
    blockers: [
      ...(await closed(admin, database)),
      ...(await preparedTransactions(admin, database)),
      ...(await subscriptions(admin, database)),
      ...(await backgroundWorkers(live, sessions)),
    ],
    warnings: [
      ...longTransactions(sessions, LONG_IN_PLACE),
      ...found.map(({ code, message }) =>
        finding(code, message, 'Their consumers are told of every row that goes and comes, not of tables made anew.'),
      ),
    ],
  };
}

interface LiveSession {
  pid: number;
  user: string | null;
  applicationName: string;
  type: string;
  transactionSeconds: number | null;
  mayEnd: boolean;
}

/**
 * As pg_terminate_backend decides: a superuser's session needs a superuser, any other the role itself or
 * pg_signal_backend. Our own session on the live database is left out; so is autovacuum (it alone has no user), which
 * the server ends itself. The type of a stranger's session is hidden from a plain role: empty here.
 */
async function readSessions(admin: Queryable, live: Queryable, oid: number): Promise<LiveSession[]> {
  const own = await live.query<{ pid: number }>('SELECT pg_catalog.pg_backend_pid() AS pid');
  const { rows } = await admin.query<LiveSession>(
    `SELECT a.pid, a.usename AS "user", coalesce(a.application_name, '') AS "applicationName",
       coalesce(a.backend_type, '') AS type,
       extract(epoch FROM now() - a.xact_start)::int AS "transactionSeconds",
       me.rolsuper OR (NOT coalesce(r.rolsuper, true) AND (
         pg_catalog.pg_has_role(r.oid, 'USAGE') OR pg_catalog.pg_has_role('pg_signal_backend', 'USAGE'))) AS "mayEnd"
     FROM pg_catalog.pg_stat_activity a
     CROSS JOIN (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) me
     LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.usesysid
     WHERE a.datid = $1::oid AND a.pid NOT IN ($2, pg_catalog.pg_backend_pid())
       AND a.usesysid IS NOT NULL AND a.backend_type IS DISTINCT FROM 'parallel worker'
     ORDER BY a.pid`,
    [oid, own.rows[0]?.pid ?? 0],
  );
  return rows;
}

async function closed(admin: Queryable, database: DatabaseRef): Promise<SwapFinding[]> {
  const entry = await findDatabase(admin, { oid: database.oid });
  if (entry?.allowsConnections && entry.connectionLimit !== INTERRUPTED_DROP) return [];
  const state = !entry ? 'is gone' : entry.allowsConnections ? 'is half dropped' : 'admits no connections';
  const hint = 'Find out who did it, and why, before anything else.';
  return [finding('DATABASE_CLOSED', `Database "${database.name}" ${state}.`, hint)];
}

async function preparedTransactions(admin: Queryable, database: DatabaseRef): Promise<SwapFinding[]> {
  const { rows } = await admin.query<{ gid: string }>(
    'SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = $1::name ORDER BY prepared',
    [database.name],
  );
  if (rows.length === 0) return [];
  const names = listed(rows.map(({ gid }) => `"${gid}"`));
  const hint = 'COMMIT PREPARED or ROLLBACK PREPARED each of them, connected to that database.';
  return [finding('PREPARED_TRANSACTIONS', `Prepared transactions hold the database: ${names}.`, hint)];
}

function sessionsNotOurs(sessions: readonly LiveSession[]): SwapFinding[] {
  const refused = sessions.filter(({ mayEnd, type }) => !mayEnd && isClient(type));
  if (refused.length === 0) return [];
  const names = listed(refused.map(({ pid, user }) => `pid ${pid} (${user ?? 'unknown'})`));
  const hint =
    'End them, grant the role of the source pg_signal_backend, or (for those of superusers) use a superuser.';
  return [finding('SESSIONS_NOT_OURS', `The role of the source may not end these sessions: ${names}.`, hint)];
}

async function slots(admin: Queryable, database: DatabaseRef): Promise<SwapFinding[]> {
  const { rows } = await admin.query<{ name: string }>(
    'SELECT slot_name AS name FROM pg_catalog.pg_replication_slots WHERE datoid = $1::oid ORDER BY 1',
    [database.oid],
  );
  if (rows.length === 0) return [];
  const names = listed(rows.map(({ name }) => `"${name}"`));
  const hint = 'They would stay with the old database. Stop its consumers and drop them; make them anew afterwards.';
  return [finding('REPLICATION_SLOTS', `Replication slots hang on the database: ${names}.`, hint)];
}

async function subscriptions(admin: Queryable, database: DatabaseRef): Promise<SwapFinding[]> {
  const { rows } = await admin.query<{ name: string }>(
    'SELECT subname AS name FROM pg_catalog.pg_subscription WHERE subdbid = $1::oid ORDER BY 1',
    [database.oid],
  );
  if (rows.length === 0) return [];
  const names = listed(rows.map(({ name }) => `"${name}"`));
  const hint = 'Their workers come back as often as they are ended. Drop them; make them anew after the restore.';
  return [finding('SUBSCRIPTIONS', `The database subscribes to others: ${names}.`, hint)];
}

/** Extensions whose workers reconnect by the name of the database as soon as they are ended. */
const EXTENSIONS_WITH_WORKERS = ['pg_cron', 'timescaledb'];

async function backgroundWorkers(live: Queryable, sessions: readonly LiveSession[]): Promise<SwapFinding[]> {
  const { rows } = await live.query<{ name: string }>(
    'SELECT extname AS name FROM pg_catalog.pg_extension WHERE extname = ANY($1::name[])',
    [EXTENSIONS_WITH_WORKERS],
  );
  const workers = sessions.filter(({ type }) => !isClient(type) && !type.startsWith('logical replication'));
  if (rows.length === 0 && workers.length === 0) return [];
  const names = listed([
    ...rows.map(({ name }) => `extension ${name}`),
    ...workers.map(({ pid, type }) => `${type} (pid ${pid})`),
  ]);
  const hint =
    'Stop them (for TimescaleDB: timescaledb_pre_restore; for pg_cron: move cron.database_name) and try again.';
  return [finding('BACKGROUND_WORKERS', `Background workers use the database: ${names}.`, hint)];
}

function openConnections(sessions: readonly LiveSession[]): SwapFinding[] {
  const count = sessions.filter(({ type }) => isClient(type)).length;
  if (count === 0) return [];
  const message = `${count} connection${count === 1 ? ' is' : 's are'} open now and will be cut by the swap.`;
  return [finding('OPEN_CONNECTIONS', message, 'Clients that reconnect wait for the fraction of a second it takes.')];
}

const LONG_IN_SWAP = {
  says: 'Long transactions will be cut by the swap',
  hint: 'What they have not committed is rolled back. Let them end first.',
};
const LONG_IN_PLACE = {
  says: 'Long transactions hold locks that a restore in place would wait for, and then give up',
  hint: 'Let them end first, or end them.',
};

function longTransactions(sessions: readonly LiveSession[], { says, hint } = LONG_IN_SWAP): SwapFinding[] {
  const long = sessions.filter(({ transactionSeconds }) => (transactionSeconds ?? 0) >= LONG_TRANSACTION_SECONDS);
  if (long.length === 0) return [];
  const names = listed(long.map((s) => `pid ${s.pid} (${s.user ?? 'unknown'}, for ${s.transactionSeconds ?? 0} s)`));
  return [finding('LONG_TRANSACTIONS', `${says}: ${names}.`, hint)];
}

async function standbys(admin: Queryable): Promise<SwapFinding[]> {
  const { rows } = await admin.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_catalog.pg_stat_replication r WHERE NOT EXISTS (
       SELECT FROM pg_catalog.pg_replication_slots s WHERE s.active_pid = r.pid AND s.slot_type = 'logical')`,
  );
  const count = rows[0]?.count ?? 0;
  if (count === 0) return [];
  const message = `${count} standby${count === 1 ? '' : 's'} (or base backups) follow this server.`;
  const hint = 'Sessions on a standby go on reading the old database after the swap until they reconnect.';
  return [finding('STANDBY_ATTACHED', message, hint)];
}

/** Only a superuser, by default, may read the rules. */
async function hbaByName(admin: Queryable, database: DatabaseRef): Promise<SwapFinding[]> {
  const { rows: right } = await admin.query<{ mayRead: boolean }>(
    `SELECT pg_catalog.has_table_privilege('pg_catalog.pg_hba_file_rules', 'SELECT')
       AND pg_catalog.has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE') AS "mayRead"`,
  );
  if (!right[0]?.mayRead) return [];
  const { rows } = await admin.query<{ line: number }>(
    'SELECT line_number AS line FROM pg_catalog.pg_hba_file_rules WHERE $1 = ANY(database) ORDER BY 1',
    [database.name],
  );
  if (rows.length === 0) return [];
  const lines = listed(rows.map(({ line }) => String(line)));
  const message = `pg_hba.conf has rules for this database by name (line ${lines}).`;
  const hint =
    'They do not cover the side database (bst_side_…): make sure that the role of the source may connect to it from here.';
  return [finding('HBA_BY_NAME', message, hint)];
}

function isClient(type: string): boolean {
  return type === 'client backend' || type === 'walsender' || type === '';
}
