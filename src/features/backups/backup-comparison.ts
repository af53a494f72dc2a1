import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import {
  compareSchemas,
  definedTables,
  type SchemaDifference,
} from '../../platform/postgres/archive/compare-schemas.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { onlyArtifact, pgDumpMajorOf } from './artifact-check.js';
import { ArtifactStreams } from './artifact-streams.js';
import type { Backup, Warning } from './backup.entity.js';
import { assertReady, BackupsService } from './backups.service.js';
import { type ComparedTables, compareMigrations, compareTables, type TableChange } from './compare-backups.js';

/** Somebody waits for it. */
const TOC_TIMEOUT_MS = 20_000;

export interface BackupComparison {
  tables: TableChange[];
  schema: SchemaDifference;
  migrations: { added: string[]; removed: string[] };
  warnings: Warning[];
}

/**
 * What differs between two backups of one tenant, of the same source or not. Rows and migrations are compared as they were
 * recorded; the schema as the archives define it, whose first bytes are read from the store for it.
 */
@Injectable()
export class BackupComparisons {
  constructor(
    private readonly backups: BackupsService,
    private readonly streams: ArtifactStreams,
  ) {}

  async compare(caller: Caller, id: string, otherId: string): Promise<BackupComparison> {
    const [before, after] = [await this.backups.get(caller, id), await this.backups.get(caller, otherId)];
    assertComparable(before, after);
    const signal = AbortSignal.timeout(TOC_TIMEOUT_MS);
    const [{ toc: one }, { toc: other }] = await Promise.all([
      this.streams.readToc(onlyArtifact(before), signal),
      this.streams.readToc(onlyArtifact(after), signal),
    ]);
    return {
      tables: compareTables(tablesOf(before, one), tablesOf(after, other)),
      schema: compareSchemas(one, other),
      migrations: compareMigrations(before.migrationState, after.migrationState),
      warnings: warningsOf(before, after),
    };
  }
}

function assertComparable(before: Backup, after: Backup): void {
  assertReady(before);
  assertReady(after);
  if (before.tenantId === after.tenantId) return;
  throw new AppError('INVALID_PARAMETER', 'These backups are of two tenants.', {
    hint: 'Compare backups of one tenant.',
    errors: [{ field: 'otherId', message: 'must be a backup of the same tenant' }],
  });
}

/** An archive that came without counts still says which tables it has. */
function tablesOf({ tableCounts, fingerprints }: Backup, toc: readonly TocEntry[]): ComparedTables {
  const counted = tableCounts === null ? definedTables(toc).map((name) => [name, null] as const) : null;
  return { rows: new Map(counted ?? Object.entries(tableCounts ?? {})), fingerprints };
}

function warningsOf(before: Backup, after: Backup): Warning[] {
  const [one, other] = [pgDumpMajorOf(before), pgDumpMajorOf(after)];
  if (one === other) return [];
  const message =
    `pg_dump ${one} made one of the backups, and pg_dump ${other} the other. They may write the same definition ` +
    'differently: not everything that is called changed has changed.';
  return [{ code: 'DUMPED_BY_DIFFERENT_VERSIONS', message }];
}
