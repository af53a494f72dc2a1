import { AppError } from '../../common/app-error.js';

export interface SwapNames {
  /** What is restored into, until the swap. */
  side: string;
  /** What was live, after the swap. */
  before: string;
  /** What the swap brought, after a rollback. */
  after: string;
}

/**
 * The names of one restore's databases, from the random end of its UUID (v4 or v7: the last 12 digits are random in
 * both). Short on purpose: PostgreSQL cuts a name over 63 bytes without a word.
 */
export function databaseNames(id: string): SwapNames {
  if (!UUID.test(id)) throw new AppError('INTERNAL_ERROR', 'Names of databases are made from a UUID.');
  const digits = id.toLowerCase().slice(-12);
  return { side: `bst_side_${digits}`, before: `bst_before_${digits}`, after: `bst_after_${digits}` };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
