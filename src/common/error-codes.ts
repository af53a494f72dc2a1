/**
 * The one table of error codes. A code fixes what an HTTP answer and a log line look like; nothing else does.
 * Codes are part of the contract with clients: never rename one, never give one a second meaning.
 */
export const ERROR_CODES = {
  // Answers to a request
  MISSING_PARAMETER: { status: 400, level: 'info', title: 'A parameter is missing' },
  INVALID_PARAMETER: { status: 400, level: 'info', title: 'A parameter is not valid' },
  UNAUTHENTICATED: { status: 401, level: 'info', title: 'Who is calling is not known' },
  FORBIDDEN: { status: 403, level: 'warn', title: 'Not allowed' },
  CSRF_FAILED: { status: 403, level: 'warn', title: 'Not shown to be meant' },
  NOT_FOUND: { status: 404, level: 'info', title: 'Not found' },
  METHOD_NOT_ALLOWED: { status: 405, level: 'info', title: 'This address takes other methods' },
  SOURCE_BUSY: { status: 409, level: 'info', title: 'Another job of this source is running' },
  CONFLICT: { status: 409, level: 'info', title: 'In conflict with what exists' },
  PLAN_STALE: { status: 409, level: 'info', title: 'The plan is out of date' },
  BACKUP_NOT_READY: { status: 409, level: 'info', title: 'The backup is not completed' },
  BACKUP_IN_USE: { status: 409, level: 'info', title: 'The backup is in use' },
  SCHEMA_AHEAD: { status: 409, level: 'info', title: 'The backup has migrations that the code does not know' },
  SCHEMA_DIVERGED: { status: 409, level: 'info', title: 'The migration histories differ in the middle' },
  RESTORE_BLOCKED: { status: 409, level: 'info', title: 'The restore is blocked' },
  ROLLBACK_EXPIRED: { status: 409, level: 'info', title: 'The rollback window is closed' },
  ROLLBACK_SUPERSEDED: { status: 409, level: 'info', title: 'A newer restore of this source exists' },
  PAYLOAD_TOO_LARGE: { status: 413, level: 'info', title: 'The body is too large' },
  RANGE_NOT_SATISFIABLE: { status: 416, level: 'info', title: 'There are no such bytes' },
  CONFIRMATION_REQUIRED: { status: 422, level: 'info', title: 'A typed confirmation is needed' },
  QUOTA_EXCEEDED: { status: 422, level: 'info', title: 'More than is allowed' },
  RATE_LIMITED: { status: 429, level: 'warn', title: 'Too many requests' },
  UNAVAILABLE: { status: 503, level: 'error', title: 'Not available' },

  // Both: an answer, or the reason in the record of a job
  SOURCE_UNREACHABLE: { status: 502, level: 'error', title: 'The database server cannot be reached' },
  DISK_FULL: { status: 500, level: 'error', title: 'No room left' },
  INTERNAL_ERROR: { status: 500, level: 'error', title: 'An error of ours' },

  // The reason in the record of a job (`error.code`)
  DUMP_FAILED: { status: 500, level: 'error', title: 'pg_dump failed' },
  RESTORE_FAILED: { status: 500, level: 'error', title: 'pg_restore failed' },
  MIGRATION_FAILED: { status: 500, level: 'error', title: 'The forward migrations failed' },
  CHECKSUM_MISMATCH: { status: 500, level: 'error', title: 'The stored bytes are not those that were written' },
  ARCHIVE_UNREADABLE: { status: 500, level: 'error', title: 'The archive cannot be read' },
  MANIFEST_INVALID: { status: 500, level: 'error', title: 'The manifest is missing or not ours' },
  COUNT_MISMATCH: { status: 500, level: 'error', title: 'Row counts differ' },
  STORAGE_FAILED: { status: 500, level: 'error', title: 'The store failed' },
  CLIENT_TOO_OLD: { status: 409, level: 'error', title: 'No PostgreSQL client program is new enough' },
  PERMISSION_DENIED: { status: 409, level: 'error', title: 'The database role may not do this' },
  SAFETY_BACKUP_FAILED: { status: 500, level: 'error', title: 'The safety backup failed' },
  SWAP_FAILED: { status: 500, level: 'error', title: 'The databases could not be swapped' },
  STALLED: { status: 500, level: 'error', title: 'No byte moved for the stall time-out' },
  LOCK_TIMEOUT: { status: 409, level: 'error', title: 'A lock was waited for too long' },
  CANCELED: { status: 409, level: 'info', title: 'Canceled' },
  WORKER_LOST: { status: 500, level: 'error', title: 'The worker was lost' },
  KEY_UNAVAILABLE: { status: 500, level: 'error', title: 'A key is not available' },
} as const satisfies Record<string, { status: number; level: 'info' | 'warn' | 'error'; title: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;
