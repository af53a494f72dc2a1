import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { nextNumber } from '../../database/numbering.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import type { Source } from '../sources/source.entity.js';
import type { BackupOrigin } from './backup-states.js';
import { Backup } from './backup.entity.js';

export interface NewBackup {
  /** Absent: a new one. */
  id?: string;
  source: Source;
  origin: BackupOrigin;
  createdBy: string;
  name?: string;
  description?: string;
  appVersion?: string;
  tags?: string[];
  /** Absent: true. */
  trusted?: boolean;
}

/** Writes the record of a backup that is about to be made. */
export async function createBackupRecord(manager: EntityManager, request: NewBackup): Promise<Backup> {
  const { source } = request;
  const backup = manager.create(Backup, {
    id: request.id ?? uuidV7(),
    tenantId: source.tenantId,
    sourceId: source.id,
    number: await nextNumber(manager, source.tenantId, 'backup'),
    name: request.name ?? defaultName(source, new Date()),
    description: request.description ?? null,
    origin: request.origin,
    status: 'pending',
    trusted: request.trusted ?? true,
    tags: request.tags ?? [],
    appVersion: request.appVersion ?? source.appVersion,
    createdBy: request.createdBy,
  });
  await manager.save(backup);
  return manager.findOneOrFail(Backup, { where: { id: backup.id }, relations: { artifacts: true } });
}

/** "shop 2026-11-21 02:00 UTC": whoever reads it may be in any zone. */
function defaultName({ name }: Source, at: Date): string {
  return `${name} ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The backups that a caller may see; deleted ones are not there. */
export class BackupRepository {
  private readonly backups: TenantRepository<Backup>;

  constructor(
    private readonly manager: EntityManager,
    caller: Caller,
  ) {
    this.backups = new TenantRepository(manager, Backup, caller, 'backup');
  }

  query() {
    return this.backups
      .query('backup')
      .andWhere('backup."deletedAt" IS NULL')
      .leftJoinAndSelect('backup.artifacts', 'artifact');
  }

  async get(id: string): Promise<Backup> {
    const found = await this.query().andWhere('backup.id = :id', { id }).getOne();
    if (found === null) throw noBackup(id);
    return found;
  }

  /** Holds the record until the transaction ends, so that nobody deletes or starts to use it meanwhile. */
  async getLocked(id: string): Promise<Backup> {
    // The lock first: what is read after it is what nobody else changes any more.
    await this.manager.query('SELECT 1 FROM backups WHERE id = $1 FOR UPDATE', [id]);
    return this.get(id);
  }
}

export function noBackup(id: string): AppError {
  return new AppError('NOT_FOUND', `There is no backup ${id}.`, {
    hint: 'GET /api/v1/backups lists those you may see.',
  });
}
