import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UpdateSettingsRequest } from '../settings/settings-requests.dto.js';
import { RetentionOutcomeResponse } from './retention-response.dto.js';
import { RetentionService } from './retention.service.js';

/** Here, and not with the settings, which know no backups. */
@ApiTags('settings')
@Controller('settings')
export class SettingsPreviewController {
  constructor(private readonly retention: RetentionService) {}

  @Post('preview')
  @HttpCode(200)
  @Permit('settings:manage')
  @ApiOperation({
    summary: 'What changed settings would delete',
    description:
      'Takes what PUT /settings takes, and saves nothing. What you have seen here and then save is done, however much it is.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER', 'NOT_FOUND')
  async preview(
    @CurrentCaller() caller: Caller,
    @Body() request: UpdateSettingsRequest,
  ): Promise<RetentionOutcomeResponse> {
    return RetentionOutcomeResponse.of(await this.retention.preview(caller, request));
  }
}
