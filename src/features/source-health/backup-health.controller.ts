import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { BackupHealthDto } from './backup-health.dto.js';
import { BackupHealth } from './backup-health.js';

@ApiTags('health')
@Controller('health/backup')
export class BackupHealthController {
  constructor(private readonly health: BackupHealth) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'Whether the backups are as they should be: green, yellow or red, with the reasons of every source',
    description: 'Of the caller’s tenant. Always 200: decide by `status`.',
  })
  @ApiProblems('UNAUTHENTICATED')
  async read(@CurrentCaller() caller: Caller): Promise<BackupHealthDto> {
    return this.health.read(caller);
  }
}
