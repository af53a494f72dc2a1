import { ApiProperty } from '@nestjs/swagger';

/** `working`; `parked`: of another release, takes no jobs; `lost`: has stopped giving signs of life; `stopped`: went as it should. */
export const WORKER_STATES = ['working', 'parked', 'lost', 'stopped'] as const;
export type WorkerState = (typeof WORKER_STATES)[number];

export class WorkerResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** @example backup-host-1 */
  host: string;

  pid: number;

  /** @example 0.1.0 */
  version: string;

  @ApiProperty({ enum: WORKER_STATES, enumName: 'WorkerState' })
  state: WorkerState;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is parked.' })
  parkedBecause: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Jobs that it takes on at a time, of each queue.' })
  concurrency: number | null;

  startedAt: Date;

  /** Its last sign of life; one comes every 5 s. */
  lastSeenAt: Date;

  /** Those of your jobs that it works on. */
  @ApiProperty({ type: String, isArray: true, format: 'uuid' })
  jobIds: string[];
}

export class WorkersResponse {
  items: WorkerResponse[];
}
