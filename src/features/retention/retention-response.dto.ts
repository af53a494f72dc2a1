import { ApiProperty } from '@nestjs/swagger';
import {
  RUN_STATUSES,
  RUN_TRIGGERS,
  type RetentionRun,
  type RunStatus,
  type RunTrigger,
} from './retention-run.entity.js';
import type { LargeDeletion, RetentionOutcome, SourceChoice } from './retention.service.js';

/** A backup that goes, or stays, and why. */
export class RetentionChoiceResponse {
  id: string;
  sourceId: string;
  number: number;
  name: string;
  createdAt: Date;
  storedBytes: number | null;
  /** @example "It is 31 days old, and 30 days are kept." */
  reason: string;

  static of({ backup, reason, source }: SourceChoice): RetentionChoiceResponse {
    const { id, number, name, createdAt, storedBytes } = backup;
    const choice = { id, sourceId: source.id, number, name, createdAt, storedBytes, reason };
    return Object.assign(new RetentionChoiceResponse(), choice);
  }
}

/** A source of which more than half of the completed backups would go. */
export class LargeDeletionResponse {
  sourceId: string;
  sourceName: string;
  /** Completed ones that go. */
  going: number;
  /** Completed ones that there are. */
  of: number;
  /** true: nothing of this source was deleted. Run it dry, look, and run it again within the hour. */
  stopped: boolean;

  static of({ source, going, of, isStopped }: LargeDeletion): LargeDeletionResponse {
    const large = { sourceId: source.id, sourceName: source.name, going, of, stopped: isStopped };
    return Object.assign(new LargeDeletionResponse(), large);
  }
}

export class FailedDeletionResponse {
  id: string;
  number: number;
  code: string;
  message: string;
}

export class RetentionOutcomeResponse {
  /** What went, or would go. */
  delete: RetentionChoiceResponse[];
  keep: RetentionChoiceResponse[];
  /** Sources whose backups are more than halved: that is done only when the same person has looked at it before. */
  moreThanHalf: LargeDeletionResponse[];
  /** Of those that went: whose objects are still in the store. They are tried again every minute. */
  failed: FailedDeletionResponse[];

  static of(outcome: RetentionOutcome): RetentionOutcomeResponse {
    return Object.assign(new RetentionOutcomeResponse(), {
      delete: outcome.delete.map((choice) => RetentionChoiceResponse.of(choice)),
      keep: outcome.keep.map((choice) => RetentionChoiceResponse.of(choice)),
      moreThanHalf: outcome.moreThanHalf.map((large) => LargeDeletionResponse.of(large)),
      failed: outcome.failures,
    });
  }
}

/** One time that the rules were applied to a source. */
export class RetentionRunResponse {
  id: string;
  tenantId: string;
  sourceId: string;
  @ApiProperty({ enum: RUN_TRIGGERS })
  trigger: RunTrigger;
  @ApiProperty({ enum: RUN_STATUSES })
  status: RunStatus;
  requestedBy: string;
  createdAt: Date;
  finishedAt: Date | null;
  /** In a sentence; null before there is an outcome. */
  summary: string | null;
  deletedCount: number;
  kept: number;
  freedBytes: number;
  failed: FailedDeletionResponse[];

  static of(run: Omit<RetentionRun, 'deleted'>): RetentionRunResponse {
    const { id, tenantId, sourceId, trigger, status, requestedBy, createdAt, finishedAt, summary } = run;
    const { deletedCount, kept, freedBytes, failures } = run;
    return Object.assign(new RetentionRunResponse(), {
      ...{ id, tenantId, sourceId, trigger, status, requestedBy, createdAt, finishedAt, summary },
      ...{ deletedCount, kept, freedBytes, failed: failures },
    });
  }
}

export class DeletedByRunResponse {
  id: string;
  number: number;
  name: string;
  createdAt: string;
  storedBytes: number | null;
  reason: string;
}

/** A run with everything that it deleted. */
export class RetentionRunDetailResponse extends RetentionRunResponse {
  deleted: DeletedByRunResponse[];

  static override of(run: RetentionRun): RetentionRunDetailResponse {
    const { deleted } = run;
    return Object.assign(new RetentionRunDetailResponse(), RetentionRunResponse.of(run), { deleted });
  }
}
