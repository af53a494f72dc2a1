/** Why a swap cannot be done, or what to know before it; the shape of a plan's `blockers` and `warnings`. */
export interface SwapFinding {
  code: SwapFindingCode;
  /** What is in the way, by name. */
  message: string;
  /** What to do about it. */
  hint: string;
}

export interface SwapFindings {
  blockers: SwapFinding[];
  warnings: SwapFinding[];
}

export type SwapFindingCode =
  // Blockers: what hangs on the live database
  | 'PREPARED_TRANSACTIONS'
  | 'SESSIONS_NOT_OURS'
  | 'REPLICATION_SLOTS'
  | 'SUBSCRIPTIONS'
  | 'BACKGROUND_WORKERS'
  | 'DATABASE_CLOSED'
  | 'SERVER_READ_ONLY'
  // Blockers: what our role may not do
  | 'NOT_OWNER'
  | 'NO_CREATEDB'
  | 'TABLESPACE_NOT_ALLOWED'
  | 'TEXT_NOT_READABLE'
  | 'SETTING_NOT_ALLOWED'
  | 'GRANT_NOT_ALLOWED'
  | 'OBJECTS_NOT_ALLOWED'
  | 'OWNERS_NOT_OURS'
  | 'GRANTORS_NOT_OURS'
  | 'EXTENSION_NOT_ALLOWED'
  // Blockers: what the archive needs and the server lacks
  | 'ROLES_MISSING'
  | 'EXTENSIONS_MISSING'
  | 'TABLESPACES_MISSING'
  | 'SERVER_OLDER'
  // Of roles that are to stand for those of the backup
  | 'ROLES_NOT_MAPPABLE'
  | 'ROLES_NOT_IN_BACKUP'
  | 'ROLES_MERGED'
  // Blocker: of a restore into a new database
  | 'DATABASE_EXISTS'
  | 'NO_LIVE_DATABASE'
  // Of a restore in place
  | 'OBJECTS_NOT_OURS'
  | 'LOCK_MEMORY'
  | 'NO_CREATE'
  | 'CLIENTS_WAIT'
  | 'OBJECTS_DROPPED'
  | 'EXTENSIONS_STAY'
  | 'MIGRATES_LIVE'
  // Of a dump that somebody uploaded
  | 'UNTRUSTED_BACKUP'
  | 'UNTRUSTED_NEEDS_PLAIN_ROLE'
  | 'UNTRUSTED_IN_PLACE'
  // Blockers: what we lack
  | 'CLIENT_TOO_OLD'
  // Warnings
  | 'OPEN_CONNECTIONS'
  | 'SESSIONS_MAY_COME'
  | 'LONG_TRANSACTIONS'
  | 'STANDBY_ATTACHED'
  | 'HBA_BY_NAME'
  // Warnings: what pg_dump may not manage
  | 'ROWS_TOO_LARGE'
  | 'TOO_MANY_LOCKS';

export function finding(code: SwapFindingCode, message: string, hint: string): SwapFinding {
  return { code, message, hint };
}

/** At most ten of them: a message is for people. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}
