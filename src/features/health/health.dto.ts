import { ApiProperty } from '@nestjs/swagger';

export class HealthDto {
  @ApiProperty({ enum: ['ok', 'degraded', 'down'], description: 'The worst of all checks.' })
  status: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['ok', 'degraded', 'down'] },
    example: { database: 'ok', redis: 'ok', workers: 'ok', store: 'ok' },
  })
  checks: Record<string, string>;
}
