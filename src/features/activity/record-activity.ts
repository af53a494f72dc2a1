import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import type { Activity } from './activity.js';
import type { SubjectProgress } from './subject-progress.js';
import type { LogPageDto, LogQuery } from './activity.dto.js';
import type { Subject } from './subject.js';

/** What whoever watches a record needs to know of it. */
export interface WatchedRecord extends SubjectProgress {
  tenantId: string;
}

/** The log and the live events of one kind of record, for those who may see it. */
export abstract class RecordActivity {
  protected constructor(
    private readonly activity: Activity,
    private readonly type: Subject['type'],
  ) {}

  /** Throws NOT_FOUND for a record that the caller may not see. */
  protected abstract watch(caller: Caller, id: string): Promise<WatchedRecord>;

  async logs(caller: Caller, id: string, query: LogQuery): Promise<LogPageDto> {
    await this.watch(caller, id);
    return this.activity.list(caller, { id }, query);
  }

  async stream(caller: Caller, id: string, request: Request, response: Response): Promise<void> {
    const { tenantId } = await this.watch(caller, id);
    await this.activity.stream({
      caller,
      subject: { type: this.type, id, tenantId },
      request,
      response,
      readProgress: () => this.watch(caller, id),
    });
  }
}
