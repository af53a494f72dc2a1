import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobRetries } from '../jobs/job-retries.js';
import { DrillsService } from './drills.service.js';

/** A drill that failed is asked for anew, of the same backup at the same place, and is another one. */
@Injectable()
export class RetriedDrills implements OnModuleInit {
  constructor(
    private readonly drills: DrillsService,
    private readonly retries: JobRetries,
  ) {}

  onModuleInit(): void {
    this.retries.register({
      action: 'drill',
      permission: 'drills:create',
      retry: async (caller, { subjectId }) => {
        const { sourceId, backupId, targetSourceId } = await this.drills.get(caller, subjectId);
        const { job } = await this.drills.create(caller, { sourceId, backupId, target: { sourceId: targetSourceId } });
        return job;
      },
    });
  }
}
