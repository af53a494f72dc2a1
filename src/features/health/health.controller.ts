import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppError } from '../../common/app-error.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { Public } from '../../common/http/permit.decorator.js';
import { HealthChecks } from './health-checks.js';
import { HealthDto } from './health.dto.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  /**
   * Whether the service works. `degraded`: it answers, but jobs would wait (no worker is alive, for example).
   * Down is 503.
   */
  @Get()
  @Public()
  @ApiProblems('UNAVAILABLE')
  async read(): Promise<HealthDto> {
    const health = await this.checks.read();
    if (health.status === 'down') {
      const down = Object.entries(health.checks).flatMap(([name, status]) => (status === 'down' ? [name] : []));
      throw new AppError('UNAVAILABLE', `Down: ${down.join(', ')}.`, { hint: 'The log of the server has the reason.' });
    }
    return health;
  }
}
