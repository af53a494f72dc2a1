import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import type { ArchivedState } from '../../platform/migration-state/archived-histories.js';
import type { MigrationState } from '../../platform/migration-state/migration-state.js';
import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import type { Queryable } from '../../platform/postgres/connection.js';
import { quotedNames } from '../../platform/postgres/row-counts.js';
import type { Warning } from '../backups/backup.entity.js';
import type { JobContext } from '../jobs/job-context.js';

/** What a dump says its database has had. */
export interface DumpHistory {
  migrationState: MigrationState;
  warnings: Warning[];
}

/** By the entry of their rows. No source is asked: the control database knows how names are quoted, too. */
export async function namesOfTables(manager: EntityManager, archive: ArchiveReader): Promise<Map<number, string>> {
  const tables = archive.tableRows();
  const asked: Queryable = {
    query: async (sql, values) => ({
      rows: await manager.query(sql, [...(values ?? [])]),
    }),
  };
  const names = await quotedNames(asked, tables);
  if (new Set(names).size !== names.length || names.some((name) => name.includes('\uFFFD'))) {
    throw new AppError('ARCHIVE_UNREADABLE', 'The archive has two tables of one name, or names that cannot be read.', {
      hint: 'No database can have such tables. Dump it anew.',
    });
  }
  return new Map(names.map((name, index) => [tables[index]?.dumpId ?? 0, name]));
}

export function countsByName(names: ReadonlyMap<number, string>, archive: ArchiveReader): Record<string, number> {
  return Object.fromEntries([...names].map(([dumpId, name]) => [name, archive.rows.get(dumpId) ?? 0]));
}

/** What the dump says its database has had, and says so. */
export function historyOf({ unread, frameworks }: ArchivedState, job: JobContext): DumpHistory {
  for (const { framework, table, apps } of frameworks) {
    const migrations = apps.reduce((sum, { applied }) => sum + applied.length, 0);
    job.log('info', 'import', `It has a history of ${framework}: ${migrations} migrations in ${table}.`);
  }
  const warnings = unread.map((table) => ({
    code: 'MIGRATIONS_NOT_READ',
    message: `The table ${table} looks like a history of migrations, and cannot be read as one: it is left out.`,
  }));
  for (const { message } of warnings) job.log('warn', 'import', message);
  return { migrationState: { frameworks }, warnings };
}
