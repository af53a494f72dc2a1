import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { WorkersResponse } from './workers.dto.js';
import { WorkerList } from './worker-list.js';

@ApiTags('jobs')
@Controller('workers')
export class WorkersController {
  constructor(private readonly workers: WorkerList) {}

  @Get()
  @Permit('health:details')
  @ApiOperation({
    summary: 'The processes that take jobs',
    description:
      'Those seen in the last day, the ones that live first. Of what each has in hand only your own jobs are told.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN')
  async list(@CurrentCaller() caller: Caller): Promise<WorkersResponse> {
    return { items: await this.workers.read(caller) };
  }
}
