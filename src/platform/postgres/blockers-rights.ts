import type { Queryable } from './connection.js';
import { propertiesWeCannotApply, type UnappliableProperty } from './database-properties-apply.js';
import type { DatabaseProperties } from './database-properties.js';
import type { DatabaseRef } from './database-ref.js';
import { finding, listed, type SwapFinding, type SwapFindingCode, type SwapFindings } from './swap-finding.js';

/** What our role must be able to do with databases: make one with these properties, and rename it. */
export async function rightsFindings(admin: Queryable, properties: DatabaseProperties): Promise<SwapFindings> {
  const { rows } = await admin.query<{ mayCreate: boolean }>(
    'SELECT rolsuper OR rolcreatedb AS "mayCreate" FROM pg_catalog.pg_roles WHERE rolname = current_user',
  );
  const blockers = (await propertiesWeCannotApply(admin, properties)).map((property) =>
    finding(
      CODES[property.kind],
      `The role of the source cannot give the new database its ${property.kind}: ${property.text}.`,
      property.hint,
    ),
  );
  blockers.push(...(await readOnlyServer(admin)));
  if (!rows[0]?.mayCreate) {
    const hint = 'ALTER ROLE … CREATEDB, or restore in place.';
    blockers.push(finding('NO_CREATEDB', 'The role of the source may not create databases.', hint));
  }
  return { blockers, warnings: [] };
}

/** A standby takes no database; that its sessions are read-only by default is no matter, since ours say otherwise. */
export async function readOnlyServer(admin: Queryable): Promise<SwapFinding[]> {
  const { rows } = await admin.query<{ isStandby: boolean }>('SELECT pg_catalog.pg_is_in_recovery() AS "isStandby"');
  if (!rows[0]?.isStandby) return [];
  const hint = 'Restore through a source that names the primary; a backup can be taken of either.';
  return [finding('SERVER_READ_ONLY', 'The server is a standby: nothing can be written to it.', hint)];
}

/** Whoever of them is connected when the swap comes cannot be sent away; connected now, it is a blocker. */
export async function sessionsThatMayCome(admin: Queryable, database: DatabaseRef): Promise<SwapFinding[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT quote_ident(r.rolname) AS name FROM pg_catalog.pg_roles r, pg_catalog.pg_roles me
     WHERE me.rolname = current_user AND NOT me.rolsuper AND NOT pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')
       AND r.rolcanlogin AND NOT r.rolsuper AND pg_catalog.has_database_privilege(r.oid, $1::oid, 'CONNECT')
       AND NOT pg_catalog.pg_has_role(r.oid, 'USAGE') ORDER BY 1`,
    [database.oid],
  );
  if (rows.length === 0) return [];
  const message = `The role of the source could not end sessions of these roles, which may connect: ${listed(rows.map(({ name }) => name))}.`;
  const hint = 'GRANT pg_signal_backend to the role of the source, or keep them out until the swap is done.';
  return [finding('SESSIONS_MAY_COME', message, hint)];
}

const CODES: Record<UnappliableProperty['kind'], SwapFindingCode> = {
  owner: 'NOT_OWNER',
  tablespace: 'TABLESPACE_NOT_ALLOWED',
  text: 'TEXT_NOT_READABLE',
  setting: 'SETTING_NOT_ALLOWED',
  grant: 'GRANT_NOT_ALLOWED',
};

/**
 * What is in the live database (and so, most likely, in the dump) that only a superuser can make. Not what comes along
 * with an extension, or with a type (a range's constructors are internal functions), nor aggregates.
 */
export async function objectFindings(live: Queryable): Promise<SwapFindings> {
  if (await isSuperuser(live)) return { blockers: [], warnings: [] };
  const { rows } = await live.query<{ what: string }>(`
    WITH comes_along AS (SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype IN ('e', 'i')), own AS (
      SELECT 'event trigger ' || quote_ident(evtname) AS what, 'pg_event_trigger'::regclass AS class, oid
        FROM pg_catalog.pg_event_trigger
      UNION ALL
      SELECT 'foreign-data wrapper ' || quote_ident(fdwname), 'pg_foreign_data_wrapper'::regclass, oid
        FROM pg_catalog.pg_foreign_data_wrapper
      UNION ALL
      SELECT 'publication for all tables ' || quote_ident(pubname), 'pg_publication'::regclass, oid
        FROM pg_catalog.pg_publication WHERE puballtables
      UNION ALL
      SELECT 'function ' || p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l ON l.oid = p.prolang
        WHERE NOT l.lanpltrusted AND l.lanname <> 'sql' AND p.prokind <> 'a' AND p.pronamespace <> 'pg_catalog'::regnamespace
          AND p.pronamespace <> 'information_schema'::regnamespace
    )
    SELECT what FROM own WHERE NOT EXISTS (SELECT FROM comes_along e WHERE e.classid = own.class AND e.objid = own.oid)
    ORDER BY 1`);
  const blockers: SwapFinding[] = [];
  if (rows.length > 0) {
    const hint = 'Restore as a superuser.';
    const names = listed(rows.map(({ what }) => what));
    blockers.push(finding('OBJECTS_NOT_ALLOWED', `Only a superuser can make these anew: ${names}.`, hint));
  }
  return { blockers, warnings: [] };
}

export async function isSuperuser(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ rolsuper: boolean }>(
    'SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.rolsuper ?? false;
}
