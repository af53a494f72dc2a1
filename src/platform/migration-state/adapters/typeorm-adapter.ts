import { AppError } from '../../../common/app-error.js';
import type { Queryable } from '../../postgres/connection.js';
import { cannotParse, type CodeFile } from '../code-files.js';
import type { AppHistory, CodeMigrations } from '../migration-state.js';
import { findMigrationsTables, type FoundTable, type HistoryTable } from '../migrations-tables.js';
import { TableAdapter } from './table-adapter.js';
import { findTypeormFiles, readTypeormMigrations } from './typeorm-files.js';

/** TypeORM's own default of `migrationsTableName`. */
export const DEFAULT_TYPEORM_TABLE = 'migrations';

/** As MigrationExecutor.createMigrationsTableIfNotExist makes it; older ones were altered by hand to int8 and text. */
const SHAPE = {
  id: ['integer', 'bigint'],
  timestamp: ['bigint'],
  name: ['character varying', 'text'],
} as const;

export class TypeormAdapter extends TableAdapter<'name'> {
  readonly framework = 'typeorm';

  historyTable({ table }: { table?: string }): HistoryTable<'name'> {
    return {
      name: table ?? DEFAULT_TYPEORM_TABLE,
      shape: SHAPE,
      columns: ['name'],
    };
  }

  historiesOf(table: string, rows: readonly { name: string }[]): AppHistory[] {
    return [
      {
        app: table,
        applied: [...new Set(rows.map(({ name }) => name))],
        failed: [],
      },
    ];
  }

  async readCode(codePath: string, { table }: { table?: string }): Promise<CodeMigrations> {
    const found: { name: string; timestamp: number; file: CodeFile }[] = [];
    for (const file of await findTypeormFiles(codePath)) {
      for (const name of await readTypeormMigrations(file))
        found.push({ name, timestamp: timestampOf(name, file), file });
    }
    refuseDuplicates(found);
    const names = found.sort((a, b) => a.timestamp - b.timestamp).map(({ name }) => name);
    return {
      framework: 'typeorm',
      apps: [{ app: table ?? DEFAULT_TYPEORM_TABLE, names }],
    };
  }

  async recognises(codePath: string): Promise<boolean> {
    for (const file of await findTypeormFiles(codePath)) {
      try {
        if ((await readTypeormMigrations(file)).length > 0) return true;
      } catch (error) {
        // A file that cannot be parsed says nothing; readCode will name it if it matters.
        if (!(error instanceof AppError)) throw error;
      }
    }
    return false;
  }
}

/** Without a name: those called `migrations`. */
export async function findTypeormTables(db: Queryable, table?: string): Promise<FoundTable[]> {
  return findMigrationsTables(db, table ?? DEFAULT_TYPEORM_TABLE, SHAPE);
}

/** MigrationExecutor.getMigrations: the last 13 characters, and what parseInt makes of them, decide the order. */
function timestampOf(name: string, file: CodeFile): number {
  const timestamp = Number.parseInt(name.slice(-13), 10);
  if (timestamp > 0) return timestamp;
  throw cannotParse(
    file,
    `the name of its migration, ${JSON.stringify(name)}, does not end in a timestamp, which TypeORM demands`,
  );
}

function refuseDuplicates(found: readonly { name: string; file: CodeFile }[]): void {
  const byName = new Map<string, CodeFile>();
  for (const { name, file } of found) {
    const other = byName.get(name);
    if (other) throw cannotParse(file, `its migration ${name} is also in ${other.relativePath}, which TypeORM refuses`);
    byName.set(name, file);
  }
}
