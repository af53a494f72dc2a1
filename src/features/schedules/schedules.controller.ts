import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { CreateScheduleRequest, ListSchedulesQuery, UpdateScheduleRequest } from './schedule-requests.dto.js';
import {
  DeletedScheduleResponse,
  QueuedRunResponse,
  ScheduleResponse,
  ScheduleRunResponse,
} from './schedule-response.dto.js';
import { SchedulesService } from './schedules.service.js';

@ApiTags('schedules')
@Controller('schedules')
export class SchedulesController {
  constructor(private readonly schedules: SchedulesService) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({
    summary: 'What happens by itself',
    description:
      'Sort by createdAt, name or nextDueAt. The nightly backups of the settings are among them (`origin: settings`).',
  })
  @ApiPage(ScheduleResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListSchedulesQuery): Promise<Page<ScheduleResponse>> {
    return mapPage(await this.schedules.list(caller, query), (schedule) => ScheduleResponse.of(schedule));
  }

  @Post()
  @Permit('schedules:manage')
  @ApiOperation({
    summary: 'Let something happen by itself',
    description:
      'By a cron expression in a time zone, or every so often. A time that the clocks skip when they are put forward is due when they go on; one that they show twice, the first time. At least five minutes apart.',
  })
  @ApiCreatedResponse({ type: ScheduleResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER', 'NOT_FOUND', 'QUOTA_EXCEEDED')
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateScheduleRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ScheduleResponse> {
    const created = await this.schedules.create(caller, request);
    response.location(`/api/v1/schedules/${created.schedule.id}`);
    return ScheduleResponse.of(created);
  }

  @Get(':id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One schedule, with what is to come and what was last' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<ScheduleResponse> {
    return ScheduleResponse.of(await this.schedules.get(caller, id));
  }

  @Patch(':id')
  @Permit('schedules:manage')
  @ApiOperation({
    summary: 'Change a schedule',
    description: 'What is absent stays. Another timing counts from now on.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT', 'QUOTA_EXCEEDED')
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: UpdateScheduleRequest,
  ): Promise<ScheduleResponse> {
    return ScheduleResponse.of(await this.schedules.update(caller, id, request));
  }

  @Delete(':id')
  @Permit('schedules:manage')
  @ApiOperation({ summary: 'Forget a schedule', description: 'What it made stays, and what it has begun goes on.' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async delete(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<DeletedScheduleResponse> {
    return { deletedRuns: await this.schedules.delete(caller, id) };
  }

  @Get(':id/runs')
  @Permit('records:read')
  @ApiOperation({ summary: 'What became of it, the newest first', description: 'Sort by dueAt.' })
  @ApiPage(ScheduleRunResponse)
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async runs(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<ScheduleRunResponse>> {
    return mapPage(await this.schedules.runs(caller, id, query), (run) => ScheduleRunResponse.of(run));
  }

  @Post(':id/run')
  @HttpCode(202)
  @Permit('backups:create')
  @ApiOperation({
    summary: 'Run a schedule now',
    description: 'Beside its times, whatever its window says, also while it is paused.',
  })
  @ApiAcceptedResponse({ type: QueuedRunResponse })
  @ApiProblems(
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'NOT_FOUND',
    'INVALID_PARAMETER',
    'SOURCE_BUSY',
    'CONFLICT',
    'QUOTA_EXCEEDED',
  )
  async run(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<QueuedRunResponse> {
    const { run, jobId } = await this.schedules.runNow(caller, id);
    return { run: ScheduleRunResponse.of(run), jobId };
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Permit('schedules:manage')
  @ApiOperation({
    summary: 'Pause a schedule',
    description: 'A run that waits is dropped; one that has begun goes on.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async pause(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<ScheduleResponse> {
    return ScheduleResponse.of(await this.schedules.setEnabled(caller, id, false));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Permit('schedules:manage')
  @ApiOperation({
    summary: 'Let a paused schedule go on',
    description: 'What was due while it was paused is not caught up.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT', 'QUOTA_EXCEEDED')
  async resume(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<ScheduleResponse> {
    return ScheduleResponse.of(await this.schedules.setEnabled(caller, id, true));
  }
}
