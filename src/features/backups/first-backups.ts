import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { limitsOfTenant } from '../plans/licensed-tenant.js';
import { Source } from '../sources/source.entity.js';
import { Backup } from './backup.entity.js';
import { SourceEstimates } from './source-estimates.js';

/** What a source's first backup will take in the store, for plans that limit that. */
@Injectable()
export class FirstBackups {
  private readonly logger = new Logger(FirstBackups.name);

  constructor(
    private readonly database: Database,
    private readonly estimates: SourceEstimates,
  ) {}

  /**
   * Asks the source itself, so call it outside of transactions; it may take seconds. null where nobody needs to know (the
   * last backup tells, or the plan has no limit), and where the source does not answer: its backup fails by that.
   */
  async expectedBytes(caller: Caller, sourceId: string): Promise<number | null> {
    if (!(await this.isOfInterest(caller, sourceId))) return null;
    try {
      return (await this.estimates.estimate(caller, sourceId)).storedBytes;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.logger.warn(`What the first backup of source ${sourceId} will take is not known: ${error.message}`);
      return null;
    }
  }

  private async isOfInterest(caller: Caller, sourceId: string): Promise<boolean> {
    return this.database.as(caller, async (manager) => {
      const sources = new TenantRepository(manager, Source, caller, 'source');
      const source = await sources.query('source').andWhere('source.id = :sourceId', { sourceId }).getOne();
      if (source === null) return false; // whoever accepts the backup says so
      if ((await limitsOfTenant(manager, source.tenantId)).storedBytes === null) return false;
      return !(await manager.existsBy(Backup, { sourceId, status: 'completed' }));
    });
  }
}
