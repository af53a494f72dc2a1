import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import type { Page } from '../../common/pagination.js';
import { type ActivityLevel } from '../activity/log-record.entity.js';
import { BackupAcceptance } from '../backups/backup-acceptance.js';
import { BackupActivity } from '../backups/backup-activity.js';
import { BackupDownload, type Download } from '../backups/backup-download.js';
import { ListBackupsQuery } from '../backups/backup-requests.dto.js';
import type { Backup } from '../backups/backup.entity.js';
import { BackupsService } from '../backups/backups.service.js';
import {
  DjangoBackupResponse,
  type DjangoBackupStartedResponse,
  type DjangoDeletedResponse,
  type DjangoLogResponse,
  type DjangoVerifyStartedResponse,
} from './django-backup-response.dto.js';
import { DjangoRecords } from './django-records.js';
import type { DjangoCreateBackupRequest } from './django-requests.dto.js';

/** Records in one answer of a list; the original had no pages. */
export const PAGE = 200;

/** In the words of Python's logging, which the original used. */
const LEVELS: Record<ActivityLevel, string> = { debug: 'DEBUG', info: 'INFO', warn: 'WARNING', error: 'ERROR' };

/** What the original's clients ask of backups: the same services as under /api/v1, under other names. */
@Injectable()
export class DjangoBackups {
  constructor(
    private readonly records: DjangoRecords,
    private readonly backups: BackupsService,
    private readonly acceptance: BackupAcceptance,
    private readonly activity: BackupActivity,
    private readonly downloads: BackupDownload,
  ) {}

  async list(caller: Caller, page: number): Promise<Page<Backup>> {
    const sourceId = await this.records.sourceId(caller);
    return this.backups.list(caller, Object.assign(new ListBackupsQuery(), { sourceId, page, limit: PAGE }));
  }

  async create(caller: Caller, request: DjangoCreateBackupRequest): Promise<DjangoBackupStartedResponse> {
    const sourceId = await this.records.sourceId(caller);
    const { name, description } = request;
    const { backup, job } = await this.acceptance.create(caller, { sourceId, ...definedOf({ name, description }) });
    return {
      task_id: job.id,
      status: 'pending',
      message: 'The backup was queued.',
      backup_id: backup.number,
      backup: DjangoBackupResponse.of(backup),
    };
  }

  async get(caller: Caller, number: number): Promise<Backup> {
    return this.backups.get(caller, await this.records.backupId(caller, number));
  }

  async delete(caller: Caller, number: number): Promise<DjangoDeletedResponse> {
    const { freedBytes } = await this.backups.delete(caller, await this.records.backupId(caller, number));
    return { message: `Backup ${number} was deleted.`, freed_bytes: freedBytes };
  }

  async verify(caller: Caller, number: number): Promise<DjangoVerifyStartedResponse> {
    const job = await this.backups.verify(caller, await this.records.backupId(caller, number), 'decoded');
    return { task_id: job.id, status: 'pending', message: 'The verification was queued.', backup_id: number };
  }

  async logs(caller: Caller, number: number, after: number): Promise<DjangoLogResponse[]> {
    const id = await this.records.backupId(caller, number);
    const { items } = await this.activity.logs(caller, id, { after, limit: 1_000 });
    return items.map(({ seq, at, level, message }) => ({ id: seq, timestamp: at, level: LEVELS[level], message }));
  }

  /** The original's files were what pg_restore reads: so is this, for those who may have it in clear. */
  async download(caller: Caller, number: number, isHead: boolean): Promise<Download> {
    const backup = await this.get(caller, number);
    const none = { range: undefined, ifNoneMatch: undefined, ifRange: undefined };
    return this.downloads.open(caller, backup.id, { ...none, artifactId: undefined, isDecrypted: true, isHead });
  }
}
