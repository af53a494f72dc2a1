import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppError } from '../../common/app-error.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { Permit, Public } from '../../common/http/permit.decorator.js';
import { HealthChecks } from './health-checks.js';
import { HealthDetailsDto, HealthDto, reasonsOf } from './health.dto.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  /**
   * Whether the service works, with a word for each part that does not. `degraded`: it answers, but something waits (no
   * worker is alive, for example). Down is 503, with the same words under `errors`.
   */
  @Get()
  @Public()
  @ApiProblems('UNAVAILABLE')
  async read(): Promise<HealthDto> {
    const health = await this.checks.read();
    if (health.status !== 'down') return HealthDto.of(health);
    const down = health.parts.filter(({ status }) => status === 'down');
    const reasons = reasonsOf(health.parts);
    throw new AppError('UNAVAILABLE', `Down: ${down.map(({ name }) => name).join(', ')}.`, {
      hint: 'The log of the server has more; so has GET /api/v1/health/details, for admins.',
      errors: Object.entries(reasons).map(([name, reason]) => ({ field: name, message: reason })),
    });
  }

  /** The same with messages and figures, for admins. 200 also where something is down. */
  @Get('details')
  @Permit('health:details')
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'UNAVAILABLE')
  async details(): Promise<HealthDetailsDto> {
    return HealthDetailsDto.of(await this.checks.read());
  }
}
