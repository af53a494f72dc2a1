import { withoutUnappliable, type UnappliableProperty } from './database-properties-apply.js';
import { readDatabaseProperties } from './database-properties.js';
import type { DatabaseRef } from './database-ref.js';
import { commitExchange, type ExchangeOptions, type ExchangeResult } from './exchange.js';
import { afterRollbackStatements, afterSwapStatements } from './swap-statements.js';

export interface SwapRequest extends ExchangeOptions {
  live: DatabaseRef;
  side: DatabaseRef;
  /** What the live database is called afterwards. */
  beforeName: string;
  /** Grants that our role may not make and the plan has accepted to lose. */
  leaveOut?: readonly UnappliableProperty[];
}

export interface RollbackRequest extends ExchangeOptions {
  /** What the swap brought. */
  live: DatabaseRef;
  /** What was live before it. */
  before: DatabaseRef;
  /** What the restored database is called afterwards. */
  afterName: string;
}

/**
 * Puts `side` in the place of `live`, which is kept as `beforeName` and admits nobody. In one message and one
 * transaction: at every instant one of the two is whole under the live name, whoever is killed. The access list,
 * connection limit and template flag of the live database, read right before, go along.
 * Not idempotent: journal both OIDs first, and on taking over read `readSwapState` instead of calling again.
 * @throws AppError SWAP_FAILED when it did not happen, and PERMISSION_DENIED; SOURCE_UNREACHABLE when the
 *   server is lost and could not be asked: then it may have happened
 */
export async function swapDatabases(request: SwapRequest): Promise<ExchangeResult> {
  const { live, side, beforeName } = request;
  const exchange = { liveName: live.name, outgoing: live, outgoingName: beforeName, incoming: side };
  return commitExchange(exchange, request, async (db) => {
    const wanted = await readDatabaseProperties(db, { oid: live.oid });
    const actual = await readDatabaseProperties(db, { oid: side.oid });
    return afterSwapStatements(exchange, withoutUnappliable(wanted, request.leaveOut ?? []), actual);
  });
}

/**
 * The mirror: `before` is live again and admits connections, what the swap brought is kept as `afterName` and admits
 * nobody. The same promises and errors as `swapDatabases`.
 */
export async function rollbackSwap(request: RollbackRequest): Promise<ExchangeResult> {
  const { live, before, afterName } = request;
  const exchange = { liveName: live.name, outgoing: live, outgoingName: afterName, incoming: before };
  return commitExchange(exchange, request, async () => afterRollbackStatements(exchange));
}
