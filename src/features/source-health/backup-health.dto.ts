import { ApiProperty } from '@nestjs/swagger';
import { includesLevel, PROOF_LEVELS, type ProofLevel } from '../backups/backup-states.js';
import { type Light, REASON_CODES, type ReasonCode } from './source-health.js';

export const LIGHTS = ['green', 'yellow', 'red'] as const satisfies readonly Light[];

export class ReasonFactsDto {
  /** The schedule that missed a backup, by its name. */
  schedule?: string;

  /** When that backup was due. */
  dueAt?: Date;

  /** How old the newest backup is, rounded down. */
  hours?: number;

  /** How many backups in a row failed, or are corrupted. */
  count?: number;
}

export class HealthReasonDto {
  @ApiProperty({ enum: REASON_CODES, description: 'Stable; decide by it.' })
  code: ReasonCode;

  @ApiProperty({ enum: LIGHTS, description: 'What it makes of the source; green: it only takes points.' })
  light: Light;

  message: string;

  /** What it speaks of, for whoever says it in other words. */
  facts: ReasonFactsDto;

  /** What it takes from the score. */
  points: number;
}

export class SourceHealthDto {
  sourceId: string;
  name: string;

  @ApiProperty({ enum: LIGHTS, description: 'The worst of its reasons.' })
  status: Light;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: 100,
    description: '100: there is nothing to be said against it.',
  })
  score: number;

  reasons: HealthReasonDto[];
  lastBackupAt: Date | null;
  /** When a backup of it was last restored for trial: by a drill, or by a check of that level. */
  lastProvenAt: Date | null;

  @ApiProperty({
    type: String,
    enum: PROOF_LEVELS.filter((level) => includesLevel(level, 'restored')),
    nullable: true,
    description: 'How far that trial went.',
  })
  lastProof: ProofLevel | null;

  /** When a backup begins by itself next. */
  nextBackupAt: Date | null;
}

export class BackupHealthDto {
  @ApiProperty({
    enum: LIGHTS,
    description:
      'The worst of the sources, of the success rate (95 %, 90 %) and of the free space (20 %, 10 %). A source is judged by its own schedules; without any, by the age of its newest backup (24 h, 48 h).',
  })
  status: Light;

  /** The end of the newest completed backup. */
  lastBackupAt: Date | null;

  @ApiProperty({ type: Number, nullable: true, example: 9.5 })
  lastBackupAgeHours: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 100, description: 'Percent; null where none ended.' })
  successRate24h: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 62.5,
    description: 'Of the store that new backups go to; null where it cannot tell.',
  })
  diskFreePercent: number | null;

  /** Completed ones, that could be restored. */
  totalBackups: number;

  /** The worst first. */
  sources: SourceHealthDto[];
}
