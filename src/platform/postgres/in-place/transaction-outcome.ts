import type { Queryable } from '../connection.js';
import { sqlStateOf } from '../postgres-error.js';

export type TransactionOutcome =
  | 'committed'
  | 'aborted'
  | 'in progress'
  /** So long ago that the server keeps no record of it. */
  | 'forgotten';

const IN_THE_FUTURE = '22023';

/**
 * How a transaction ended, by the id that `pg_current_xact_id()` gave it; asked from any database of the server, once
 * the session that ran it is gone. One that this server has yet to hand out never happened on it: a standby that was
 * promoted before it heard of it.
 */
export async function readTransactionOutcome(admin: Queryable, xid: string): Promise<TransactionOutcome> {
  try {
    const { rows } = await admin.query<{ status: TransactionOutcome | null }>(
      'SELECT pg_catalog.pg_xact_status($1::pg_catalog.xid8) AS status',
      [xid],
    );
    return rows[0]?.status ?? 'forgotten';
  } catch (error) {
    if (sqlStateOf(error) === IN_THE_FUTURE) return 'aborted';
    throw error;
  }
}
