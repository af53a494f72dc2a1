/**
 * With what every session of a program that we start begins, whatever its role or database has by default: one that is
 * read-only, or ends what takes longer than a second, would stop a restore half way. pg_restore sets most of it itself,
 * but not what ends a session that waits for its turn while another one builds an index. Only parameters that the server
 * knows: an unknown one is refused.
 * @param serverMajor e.g. 15
 */
export function unhinderedSettings(serverMajor: number): Record<string, string> {
  return {
    default_transaction_read_only: 'off',
    statement_timeout: '0',
    lock_timeout: '0',
    idle_in_transaction_session_timeout: '0',
    ...(serverMajor >= 14 ? { idle_session_timeout: '0' } : {}),
    ...(serverMajor >= 17 ? { transaction_timeout: '0' } : {}),
  };
}

/**
 * With what an archive is written and read: `money` is text of the session's lc_monetary, which a database may set; one
 * that is being restored does not yet.
 */
export const WRITES_ARCHIVES = { lc_monetary: 'C' } as const;

/** With what an archive is read: by others a NULL in an array is a word, and `= NULL` something else. pg_dump sets neither. */
export const READS_ARCHIVES = { ...WRITES_ARCHIVES, array_nulls: 'on', transform_null_equals: 'off' } as const;

/** Settings from the start of a session, as PGOPTIONS and the start-up message spell them. */
export function sessionOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\\s]/g, '\\$&')}`)
    .join(' ');
}

/**
 * What the text of a value depends on. Rows are hashed as text, so every session that does it must have exactly these:
 * fingerprints are compared between databases and with those of older backups.
 */
export const TEXT_OF_VALUES = {
  search_path: 'pg_catalog',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  extra_float_digits: '1',
  bytea_output: 'hex',
  lc_monetary: 'C',
} as const;
