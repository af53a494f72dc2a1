import type { SealedColumn } from '../encryption-keys/sealed-column.js';

/** Passwords of sources, bound to their source. */
export const SOURCE_PASSWORDS: SealedColumn = {
  table: 'sources',
  column: 'sealedPassword',
  context: (id) => `source:${id}:password`,
};
