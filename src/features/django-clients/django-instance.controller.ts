import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { DjangoConfigResponse } from './django-config-response.dto.js';
import { DjangoInstance } from './django-instance.js';
import { DjangoConfigRequest } from './django-requests.dto.js';
import { DjangoTaskResponse } from './django-restore-response.dto.js';

/** The configuration and the tasks, in the paths and shapes of the Django original. */
@ApiTags('django')
@Controller('api/backup')
export class DjangoInstanceController {
  constructor(private readonly instance: DjangoInstance) {}

  @Get('config')
  @Permit('records:read')
  @ApiOperation({ summary: 'The seven settings of the original' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND')
  async config(@CurrentCaller() caller: Caller): Promise<DjangoConfigResponse> {
    return this.instance.config(caller);
  }

  @Post('config')
  @HttpCode(200)
  @Permit('settings:manage')
  @ApiOperation({ summary: 'Change some of them', description: 'What is absent stays.' })
  @ApiOkResponse({ type: DjangoConfigResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER', 'NOT_FOUND')
  async configure(
    @CurrentCaller() caller: Caller,
    @Body() request: DjangoConfigRequest,
  ): Promise<DjangoConfigResponse> {
    return this.instance.configure(caller, request);
  }

  @Get('tasks/:id')
  @Permit('records:read')
  @ApiOperation({ summary: 'How far a task is, as Celery tells it' })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER', 'NOT_FOUND')
  async task(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<DjangoTaskResponse> {
    return this.instance.task(caller, id);
  }
}
