export type ProgramName =
  | 'postgresql'
  | 'postgresql-client'
  | 'redis'
  | 'zstd'
  | 'lz4'
  | 'age'
  | 'tar'
  | 'django'
  | 'pgbouncer'
  | 'promtool'
  | 'faketime'
  | 'chromium';

/**
 * Where each was found: the program's path; for PostgreSQL the directory of its programs; for django the Python that
 * has it. @throws one error that names everything missing and how to get it
 */
export function ensurePrograms<Name extends ProgramName>(options: { need: Name[] }): Promise<Record<Name, string>>;
