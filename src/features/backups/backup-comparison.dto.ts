import { WarningResponse } from '../jobs/job-response.dto.js';
import type { BackupComparison } from './backup-comparison.js';
import type { TableChange } from './compare-backups.js';

export class TableChangeResponse implements TableChange {
  /**
   * As quote_ident writes it.
   * @example "public.orders"
   */
  name: string;
  /** null: the first backup has no such table, or its rows were not counted. */
  rowsBefore: number | null;
  rowsAfter: number | null;
  /**
   * How many rows more the second backup has, or fewer; of a table that came or went, all of its rows. null: not counted.
   * @example 20
   */
  change: number | null;
  /** By the fingerprints of the rows; null where one of the backups has none of this table. */
  sameRows: boolean | null;
}

/** A table by its name, a column after its table, anything else after its kind. */
export class SchemaDifferenceResponse {
  /** @example ["public.orders.note", "index public.orders_note_idx"] */
  added: string[];
  /** @example [] */
  removed: string[];
  /**
   * Defined otherwise; a table also when one of its columns is.
   * @example ["public.orders"]
   */
  changed: string[];
}

export class MigrationDifferenceResponse {
  /** @example ["AddNote1700000000001"] */
  added: string[];
  /** @example [] */
  removed: string[];
}

/** What the second backup has that the first has not, and the other way round. */
export class BackupComparisonResponse {
  /** Of the first backup. */
  backupId: string;
  /** Of the second. */
  otherId: string;
  tables: TableChangeResponse[];
  schema: SchemaDifferenceResponse;
  migrations: MigrationDifferenceResponse;
  warnings: WarningResponse[];

  static of(backupId: string, otherId: string, comparison: BackupComparison): BackupComparisonResponse {
    return Object.assign(new BackupComparisonResponse(), { backupId, otherId, ...comparison });
  }
}
