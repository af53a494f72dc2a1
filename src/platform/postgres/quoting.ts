import pg from 'pg';

/** Always in double quotes, which is right for every name (quote_ident leaves simple names bare: do not compare the two). */
export function quoteIdentifier(name: string): string {
  return pg.escapeIdentifier(name);
}

/** As quote_literal: right whatever standard_conforming_strings is. */
export function quoteLiteral(value: string): string {
  return pg.escapeLiteral(value);
}
