import { type BackupContents, type CountedKind, type ObjectKind, type TableKind } from './backup-contents.js';

export class ContentsTableResponse {
  /** As it is, not quoted. */
  name: string;
  /** A partitioned table has no rows of its own: its partitions have. Absent in backups that are older than it. */
  kind?: TableKind;
  /** Rows in the backup; null: its definition alone is in it, as of a partitioned table. */
  rows: number | null;
  /** What it took in the database, with indexes and TOAST; null where the tables were locked just then. */
  bytes: number | null;
  /** What its rows take in the plain archive. */
  archiveBytes: number | null;
}

export class ContentsObjectsResponse implements Record<ObjectKind, string[]> {
  views: string[];
  materializedViews: string[];
  foreignTables: string[];
  sequences: string[];
  /** With their arguments; procedures and aggregates too. */
  functions: string[];
  types: string[];
}

export class ContentsCountsResponse implements Record<CountedKind, number> {
  indexes: number;
  constraints: number;
  triggers: number;
  policies: number;
}

export class ContentsSchemaResponse {
  name: string;
  tables: ContentsTableResponse[];
  objects: ContentsObjectsResponse | null;
  counts: ContentsCountsResponse | null;
}

/** What a backup holds, as it was recorded when it was made. */
export class BackupContentsResponse {
  backupId: string;
  schemas: ContentsSchemaResponse[];
  /**
   * Names of what belongs to the database as a whole, by kind.
   * @example { "EXTENSION": ["hstore"] }
   */
  database: Record<string, string[]> | null;
  largeObjects: number | null;
  /** Files of a backup that has any. */
  files: string[];
  /**
   * Fields that are null because the backup is older than they are.
   * @example []
   */
  notRecorded: string[];

  static of(backupId: string, contents: BackupContents, isDerived: boolean): BackupContentsResponse {
    return Object.assign(new BackupContentsResponse(), {
      backupId,
      ...contents,
      notRecorded: isDerived ? NOT_IN_COUNTS : [],
    });
  }
}

const NOT_IN_COUNTS = [
  'database',
  'largeObjects',
  'schemas[].objects',
  'schemas[].counts',
  'schemas[].tables[].bytes',
  'schemas[].tables[].archiveBytes',
];
