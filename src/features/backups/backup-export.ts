import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { type CsvColumns, csvStream } from '../../common/csv.js';
import { definedOf } from '../../common/defined.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { backupSort } from './backup-list.js';
import type { ExportBackupsQuery } from './backup-requests.dto.js';
import { walkBackups, type WalkedBackup } from './backup-walk.js';

const COLUMNS: CsvColumns<WalkedBackup> = {
  number: ({ backup }) => backup.number,
  name: ({ backup }) => backup.name,
  source: ({ sourceName }) => sourceName,
  status: ({ backup }) => backup.status,
  proof: ({ backup }) => backup.proof,
  origin: ({ backup }) => backup.origin,
  createdAt: ({ backup }) => backup.createdAt,
  startedAt: ({ backup }) => backup.startedAt,
  finishedAt: ({ backup }) => backup.finishedAt,
  durationMs: ({ backup }) => backup.durationMs,
  databaseSize: ({ backup }) => backup.databaseSize,
  rawBytes: ({ backup }) => backup.rawBytes,
  storedBytes: ({ backup }) => backup.storedBytes,
  pinned: ({ backup }) => backup.pinned,
  retentionUntil: ({ backup }) => backup.retentionUntil ?? null,
  appVersion: ({ backup }) => backup.appVersion,
  tags: ({ backup }) => backup.tags.join(', '),
  description: ({ backup }) => backup.description,
  createdBy: ({ backup }) => backup.createdBy,
  errorCode: ({ backup }) => backup.error?.code ?? null,
  errorMessage: ({ backup }) => backup.error?.message ?? null,
  id: ({ backup }) => backup.id,
  sourceId: ({ backup }) => backup.sourceId,
  tenantId: ({ backup }) => backup.tenantId,
};

/** The list of backups as a table for spreadsheets. */
@Injectable()
export class BackupExport {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Whoever gets the stream consumes or destroys it. Throws INVALID_PARAMETER for an unknown sort. */
  async open(caller: Caller, query: ExportBackupsQuery): Promise<Readable> {
    backupSort(query.sort);
    await this.audit.record(caller, { action: 'backup.export', data: definedOf(query) });
    return csvStream(COLUMNS, walkBackups(this.database, caller, query));
  }
}
