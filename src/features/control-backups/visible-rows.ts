import { AppError } from '../../common/app-error.js';
import type { Queryable } from '../../platform/postgres/connection.js';

/**
 * As migrations/support/tenant-table.ts writes it, and wrote it up to release 0.1, and PostgreSQL gives it back: whoever
 * acts for all tenants sees every row.
 */
const SEES_ALL = [
  `( SELECT current_setting('backstitch.tenant'::text, true) AS current_setting) = '*'::text`,
  `current_setting('backstitch.tenant'::text, true) = '*'::text`,
];

/** What a session must set so that row-level security hides nothing from it. */
export const SEES_ALL_SETTINGS = { 'backstitch.tenant': '*' };

export async function seeAllRows(db: Queryable): Promise<void> {
  await db.query(`SELECT set_config('row_security', 'on', false), set_config('backstitch.tenant', '*', false)`);
}

interface Policy {
  table: string;
  permissive: boolean;
  condition: string | null;
}

/**
 * Row-level security hides rows without a word, so a dump of a table whose policies we do not know could lack some. It
 * binds the role of the control database even as the owner, so nothing may be turned off: instead the catalogue must
 * prove that no policy keeps any row from a session that acts for all tenants. Throws DUMP_FAILED naming the tables.
 */
export async function assertNothingHidden(db: Queryable): Promise<void> {
  const { rows } = await db.query<Policy>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS "table", coalesce(p.polpermissive, true) AS permissive,
            pg_get_expr(p.polqual, c.oid) AS condition
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polcmd IN ('*', 'r')
            AND (p.polroles = '{0}' OR EXISTS (SELECT FROM unnest(p.polroles) r(oid) WHERE pg_has_role(r.oid, 'USAGE')))
      WHERE c.relrowsecurity AND c.relkind IN ('r', 'p') AND row_security_active(c.oid)
      ORDER BY 1`,
  );
  const hidden = tablesThatMayHide(rows);
  if (hidden.length === 0) return;
  throw new AppError('DUMP_FAILED', `Row-level security may hide rows of ${hidden.join(', ')} from a dump.`, {
    hint: 'A policy there is not one of ours. Remove it, or give DATABASE_URL a role that it does not bind.',
  });
}

/** A table shows all its rows when one permissive policy is true of every row, and no restrictive one takes any away. */
export function tablesThatMayHide(policies: readonly Policy[]): string[] {
  const tables = [...new Set(policies.map(({ table }) => table))];
  return tables.filter((table) => {
    const its = policies.filter((policy) => policy.table === table);
    return !its.every(({ permissive }) => permissive) || !its.some(({ condition }) => isTrueOfEveryRow(condition));
  });
}

/** Two parentheses and no more before an OR: deeper ones could stand inside of an AND. */
function isTrueOfEveryRow(condition: string | null): boolean {
  return SEES_ALL.some((all) => condition === `(${all})` || condition?.startsWith(`((${all}) OR (`) === true);
}
