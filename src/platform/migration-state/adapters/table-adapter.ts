import type { Queryable } from '../../postgres/connection.js';
import type {
  AppHistory,
  CodeMigrations,
  FrameworkName,
  FrameworkState,
  MigrationAdapter,
} from '../migration-state.js';
import { findMigrationsTables, type HistoryTable, readMigrationsTable } from '../migrations-tables.js';

/** A framework that keeps its history in a table, whether that lies in a database or in a dump of one. */
export abstract class TableAdapter<Column extends string = string> implements MigrationAdapter {
  abstract readonly framework: FrameworkName;

  abstract historyTable(options: { table?: string }): HistoryTable<Column>;

  /** @param rows of the table of this name (quoted), in the order of `id` */
  abstract historiesOf(table: string, rows: readonly Record<Column, string>[]): AppHistory[];

  abstract readCode(codePath: string, options: { table?: string }): Promise<CodeMigrations>;

  abstract recognises(codePath: string): Promise<boolean>;

  async read(db: Queryable, options: { table?: string }): Promise<FrameworkState[]> {
    const { name, shape, columns } = this.historyTable(options);
    const states: FrameworkState[] = [];
    for (const found of await findMigrationsTables(db, name, shape)) {
      const rows = await readMigrationsTable(db, found, columns);
      states.push(this.stateOf(found.quoted, rows));
    }
    return states;
  }

  stateOf(table: string, rows: readonly Record<Column, string>[]): FrameworkState {
    return {
      framework: this.framework,
      table,
      apps: this.historiesOf(table, rows),
    };
  }
}
