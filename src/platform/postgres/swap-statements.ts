import type { DatabaseProperties } from './database-properties.js';
import { accessListStatements, limitStatements } from './database-properties-statements.js';
import { type DatabaseRef, expectDatabases } from './database-ref.js';
import { quoteIdentifier } from './quoting.js';

/** Two renames: who is live goes out of the way, who comes takes its name. */
export interface Exchange {
  liveName: string;
  /** Live now. */
  outgoing: DatabaseRef;
  /** Its name afterwards. */
  outgoingName: string;
  /** Live afterwards; its `name` is the one it has now. */
  incoming: DatabaseRef;
}

/**
 * The renames and the proof that they were of the right databases, checked under the locks that the renames hold. The
 * rest of the transaction follows. While it waits for sessions to end, new ones wait on these locks instead of being
 * refused.
 */
export function exchangeStatements(exchange: Exchange, maxWaitMs: number): string[] {
  const { liveName, outgoing, outgoingName, incoming } = exchange;
  return [
    `SET LOCAL statement_timeout = ${Math.max(1, Math.round(maxWaitMs))}`,
    'SET LOCAL synchronous_commit = on',
    `ALTER DATABASE ${quoteIdentifier(liveName)} RENAME TO ${quoteIdentifier(outgoingName)}`,
    `ALTER DATABASE ${quoteIdentifier(incoming.name)} RENAME TO ${quoteIdentifier(liveName)}`,
    expectDatabases([
      { oid: outgoing.oid, name: outgoingName },
      { oid: incoming.oid, name: liveName },
    ]),
  ];
}

/**
 * What the swap does besides: the restored database gets access list, limit and template flag of the live one, so they
 * are right from its first instant under that name; the old one admits nobody, in the same transaction and never
 * before it.
 */
export function afterSwapStatements(exchange: Exchange, live: DatabaseProperties, side: DatabaseProperties): string[] {
  return [
    ...accessListStatements(exchange.liveName, side, live),
    ...limitStatements(exchange.liveName, live),
    allowConnectionsStatement(exchange.outgoingName, false),
  ];
}

/** The kept database has everything of its own, since it only lost its name; it must be opened again. */
export function afterRollbackStatements(exchange: Exchange): string[] {
  return [allowConnectionsStatement(exchange.liveName, true), allowConnectionsStatement(exchange.outgoingName, false)];
}

export function allowConnectionsStatement(name: string, isAllowed: boolean): string {
  return `ALTER DATABASE ${quoteIdentifier(name)} ALLOW_CONNECTIONS ${isAllowed}`;
}
