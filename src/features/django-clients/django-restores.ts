import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import type { Page } from '../../common/pagination.js';
import { ListRestoresQuery } from '../restores/restore-requests.dto.js';
import type { RestoreView } from '../restores/restore-view.js';
import { RestoresService } from '../restores/restores.service.js';
import { PAGE } from './django-backups.js';
import { DjangoRecords } from './django-records.js';
import type { DjangoRestoreRequest } from './django-requests.dto.js';
import { DjangoRestoreResponse, type DjangoRestoreStartedResponse } from './django-restore-response.dto.js';

const NO_MEDIA = 'Media files were not restored: backups hold none yet.';

/** What the original's clients ask of restores. */
@Injectable()
export class DjangoRestores {
  constructor(
    private readonly records: DjangoRecords,
    private readonly restores: RestoresService,
  ) {}

  /** Obeys a plan that is made now, as every restore without a plan does; what is refused then is refused here. */
  async create(caller: Caller, number: number, request: DjangoRestoreRequest): Promise<DjangoRestoreStartedResponse> {
    const backupId = await this.records.backupId(caller, number);
    const { confirm, run_migrations: runMigrations } = request;
    const { view, job } = await this.restores.create(caller, backupId, definedOf({ confirm, runMigrations }));
    return {
      task_id: job?.id ?? null,
      status: 'pending',
      message: job === null ? 'The restore waits for approval.' : 'The restore was queued.',
      restore_id: view.restore.number,
      restore: await this.named(caller, view),
      warnings: request.restore_media === true ? [NO_MEDIA] : [],
    };
  }

  async list(caller: Caller, page: number): Promise<Page<DjangoRestoreResponse>> {
    const sourceId = await this.records.sourceId(caller);
    const query = Object.assign(new ListRestoresQuery(), { sourceId, page, limit: PAGE });
    const found = await this.restores.list(caller, query);
    const items = await this.records.withBackups(caller, found.items);
    return { ...found, items: items.map((view) => DjangoRestoreResponse.of(view)) };
  }

  async get(caller: Caller, number: number): Promise<DjangoRestoreResponse> {
    return this.named(caller, await this.restores.get(caller, await this.records.restoreId(caller, number)));
  }

  private async named(caller: Caller, view: RestoreView): Promise<DjangoRestoreResponse> {
    const [whole] = await this.records.withBackups(caller, [view]);
    if (whole === undefined) throw new Error('One restore has one view.');
    return DjangoRestoreResponse.of(whole);
  }
}
