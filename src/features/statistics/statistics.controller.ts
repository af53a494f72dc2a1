import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { Overview } from './overview.js';
import { OverviewDto, TrendsDto, TrendsQuery } from './statistics.dto.js';
import { Trends } from './trends.js';

@ApiTags('statistics')
@Controller('stats')
export class StatisticsController {
  constructor(
    private readonly overviews: Overview,
    private readonly trendsOfDays: Trends,
  ) {}

  @Get('overview')
  @Permit('records:read')
  @ApiOperation({ summary: 'What there is, how it went, and how long the room lasts' })
  @ApiProblems('UNAUTHENTICATED')
  async overview(@CurrentCaller() caller: Caller): Promise<OverviewDto> {
    return this.overviews.read(caller);
  }

  @Get('trends')
  @Permit('records:read')
  @ApiOperation({
    summary: 'Day by day: how backups ended, their bytes and durations, and what lies in the stores',
    description: 'Days are UTC’s. Backups that are deleted since are counted with the day on which they ended.',
  })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async trends(@CurrentCaller() caller: Caller, @Query() { days }: TrendsQuery): Promise<TrendsDto> {
    return this.trendsOfDays.read(caller, days);
  }
}
