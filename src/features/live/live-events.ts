import { ApiProperty } from '@nestjs/swagger';
import { ProgressResponse } from '../jobs/job-response.dto.js';
import { CHANGE_ACTIONS, CHANGE_TYPES, type ChangeAction, type ChangeType } from './announced-change.js';
import type { OutgoingChange } from './change-batches.js';
import type { RunningJob } from './running-progress.js';

const GAP_REASONS = ['connection', 'permissions'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

const PROGRESS_TYPES = ['backups', 'restores', 'drills', 'retention-runs'] as const;
type ProgressType = (typeof PROGRESS_TYPES)[number];

const TYPE_OF_SUBJECT: Record<RunningJob['subjectType'], ProgressType> = {
  backup: 'backups',
  restore: 'restores',
  drill: 'drills',
  retention_run: 'retention-runs',
};

/** `hello`: from now on no change is missed. */
export class LiveHelloEvent {
  at: Date;
}

/** `resync`: changes may have been missed, or you may see more or less than before. Read again what you show. */
export class LiveResyncEvent {
  at: Date;

  @ApiProperty({ enum: GAP_REASONS })
  reason: GapReason;
}

/** `change`: something that a list or a page shows is another one now. */
export class LiveChangeEvent {
  @ApiProperty({ enum: CHANGE_TYPES, enumName: 'LiveType', example: 'backups' })
  type: ChangeType;

  /** Of settings their tenant's. null: many of this type changed at once; read again those that you show. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id: string | null;

  @ApiProperty({ enum: CHANGE_ACTIONS, enumName: 'LiveAction' })
  action: ChangeAction;

  /** Absent where it has none, or nobody needed to say. */
  @ApiProperty({ format: 'uuid' })
  sourceId?: string;

  /** As it is now, of what has one; of a job its `state`. */
  @ApiProperty({ example: 'completed' })
  status?: string;
}

/** `progress`: how far a running job is; at most once a second of each. */
export class LiveProgressEvent {
  @ApiProperty({ enum: PROGRESS_TYPES, example: 'backups' })
  type: ProgressType;

  /** Of the backup, restore, drill or run that the job works on. */
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  jobId: string;

  progress: ProgressResponse;
}

export function changeEvent(change: OutgoingChange): LiveChangeEvent {
  if (change.id === null) return { ...change, action: 'changed' };
  const { type, id, action, sourceId, status } = change;
  return { type, id, action, ...(sourceId === null ? {} : { sourceId }), ...(status === null ? {} : { status }) };
}

export function progressEvent({ id, subjectType, subjectId, progress }: RunningJob): LiveProgressEvent {
  return { type: TYPE_OF_SUBJECT[subjectType], id: subjectId, jobId: id, progress };
}
