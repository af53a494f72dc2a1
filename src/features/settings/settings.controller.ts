import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { ListSettingChangesQuery, SettingsQuery, UpdateSettingsRequest } from './settings-requests.dto.js';
import { SettingChangeResponse, SettingsResponse } from './settings-response.dto.js';
import { SettingsService } from './settings.service.js';

@ApiTags('settings')
@Controller('settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'What holds for the backups of a tenant',
    description: 'What was never set is the default.',
  })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER', 'NOT_FOUND')
  async get(@CurrentCaller() caller: Caller, @Query() query: SettingsQuery): Promise<SettingsResponse> {
    return SettingsResponse.of(await this.settings.get(caller, query.tenantId));
  }

  @Put()
  @Permit('settings:manage')
  @ApiOperation({
    summary: 'Change settings',
    description:
      'Merges, section by section: what is absent stays. `POST /settings/preview` tells what retention would delete.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER', 'NOT_FOUND', 'QUOTA_EXCEEDED')
  async update(@CurrentCaller() caller: Caller, @Body() request: UpdateSettingsRequest): Promise<SettingsResponse> {
    return SettingsResponse.of(await this.settings.update(caller, request));
  }

  @Get('history')
  @Permit('records:read')
  @ApiOperation({
    summary: 'Who changed which setting, from what to what, the newest first',
    description: 'Sort by at or field.',
  })
  @ApiPage(SettingChangeResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async history(
    @CurrentCaller() caller: Caller,
    @Query() query: ListSettingChangesQuery,
  ): Promise<Page<SettingChangeResponse>> {
    return mapPage(await this.settings.history(caller, query), (change) => SettingChangeResponse.of(change));
  }
}
