import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { PreviewScheduleRequest, SchedulePreviewResponse } from './schedule-preview.dto.js';
import { SchedulePreview } from './schedule-preview.js';

@ApiTags('schedules')
@Controller('schedules/preview')
export class SchedulePreviewController {
  constructor(private readonly preview: SchedulePreview) {}

  @Post()
  @HttpCode(200)
  @Permit('schedules:manage')
  @ApiOperation({
    summary: 'When a schedule would run',
    description:
      'Of a new schedule, or of a change of one that is there. Saves nothing; refused is what saving it would refuse.',
  })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'MISSING_PARAMETER',
    'INVALID_PARAMETER',
    'NOT_FOUND',
    'CONFLICT',
    'QUOTA_EXCEEDED',
  )
  async read(
    @CurrentCaller() caller: Caller,
    @Body() request: PreviewScheduleRequest,
  ): Promise<SchedulePreviewResponse> {
    return this.preview.read(caller, request);
  }
}
