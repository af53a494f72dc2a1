import { ApiProperty } from '@nestjs/swagger';
import type { CheckedPart, Health, HealthStatus } from './health-checks.js';

const STATUSES = ['ok', 'degraded', 'down'];

export class HealthDto {
  @ApiProperty({ enum: STATUSES, description: 'The worst of all checks.' })
  status: HealthStatus;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: STATUSES },
    example: { database: 'ok', redis: 'degraded', workers: 'ok', store: 'ok' },
  })
  checks: Record<string, HealthStatus>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'One word for each check that is not ok.',
    example: { redis: 'no_answer' },
  })
  reasons: Record<string, string>;

  static of({ status, parts }: Health): HealthDto {
    return {
      status,
      checks: Object.fromEntries(parts.map((part) => [part.name, part.status])),
      reasons: reasonsOf(parts),
    };
  }
}

export class HealthPartDto {
  /** @example store */
  name: string;

  @ApiProperty({ enum: STATUSES })
  status: HealthStatus;

  @ApiProperty({ type: String, nullable: true, example: 'not_writable' })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What is wrong, and what to do.' })
  message: string | null;

  /** How long the check took. */
  milliseconds: number;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { free: 53687091200, total: 107374182400 } })
  data: Record<string, unknown>;
}

export class HealthDetailsDto {
  @ApiProperty({ enum: STATUSES })
  status: HealthStatus;

  checks: HealthPartDto[];

  static of({ status, parts }: Health): HealthDetailsDto {
    return {
      status,
      checks: parts.map((part) => ({
        name: part.name,
        status: part.status,
        reason: part.reason ?? null,
        message: part.message ?? null,
        milliseconds: part.milliseconds,
        data: part.data ?? {},
      })),
    };
  }
}

/** A check that gives no reason has its status for one. */
export function reasonsOf(parts: readonly CheckedPart[]): Record<string, string> {
  return Object.fromEntries(
    parts.flatMap((part) => (part.status === 'ok' ? [] : [[part.name, part.reason ?? part.status]])),
  );
}
