import type { Queryable } from '../postgres/connection.js';

/** The ordered history of one app of one framework. TypeORM has one app per migrations table, named after it. */
export interface AppHistory {
  app: string;
  /** In the order in which the database applied them (code lists: in the order in which they would be applied). */
  applied: string[];
  /** Recorded as failed or unfinished; frameworks that keep no such record leave it empty. */
  failed: string[];
}

export interface FrameworkState {
  framework: FrameworkName;
  /** Qualified and quoted as quote_ident writes it, e.g. `public.django_migrations`. */
  table: string;
  apps: AppHistory[];
}

/** What a database says it has had. No framework: no known migrations table was found. */
export interface MigrationState {
  frameworks: FrameworkState[];
}

export const FRAMEWORKS = ['typeorm', 'django'] as const;
export type FrameworkName = (typeof FRAMEWORKS)[number];

/** One migration of one app. */
export interface MigrationRef {
  app: string;
  name: string;
}

/** One migration that stands for several older ones (Django's `replaces`). */
export interface Squash extends MigrationRef {
  replaces: MigrationRef[];
}

/** What the code would have the database be: parsed from its files, never imported. */
export interface CodeMigrations {
  framework: FrameworkName;
  /** In the order in which they would run on an empty database. TypeORM: one app, named after the table option. */
  apps: { app: string; names: string[] }[];
  /** Absent or empty where the framework knows no such thing. */
  squashes?: Squash[];
}

/**
 * One framework. Every adapter passes test/contract/migration-adapter.contract.ts.
 * `read` runs inside the caller's transaction (the dump's snapshot), whose search_path is pg_catalog, and changes nothing.
 */
export interface MigrationAdapter {
  readonly framework: FrameworkName;
  /**
   * Finds its table(s) by name **and** shape, in any schema that is not the system's; `table` narrows it down
   * (plain or `schema.table`, quoted or not). Throws PERMISSION_DENIED naming a table that the role may not read.
   */
  read(db: Queryable, options: { table?: string }): Promise<FrameworkState[]>;
  /** Parses the files under codePath. Throws INVALID_PARAMETER naming the file that cannot be parsed. */
  readCode(codePath: string, options: { table?: string }): Promise<CodeMigrations>;
  /** True if codePath looks like this framework's. Never throws for what a file holds. */
  recognises(codePath: string): Promise<boolean>;
}

export type Verdict = 'same' | 'behind' | 'ahead' | 'diverged' | 'unknown';

/** The verdict on one app of the backup, seen from the code (or the live database, where no code is named). */
export interface AppVerdict {
  framework: FrameworkName;
  app: string;
  verdict: Verdict;
  /** What the backup has, in the order in which its database applied it; of squashes, what they replace. */
  applied: string[];
  /** What the code has (the live database, where no code is named), in the order in which live applied it, then in its own. */
  expected: string[];
  /** Known to the code, not in the backup; in the order in which they will run. */
  pending: string[];
  /** In the backup, not known to the code. */
  unknown: string[];
}

/** In the form of a plan's warnings (api.md). */
export interface MigrationWarning {
  code: string;
  message: string;
  hint?: string;
}

export interface Comparison {
  /** The worst of the parts: same < behind < unknown < ahead < diverged. */
  verdict: Verdict;
  apps: AppVerdict[];
  warnings: MigrationWarning[];
}
