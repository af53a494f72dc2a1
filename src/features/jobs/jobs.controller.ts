import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { JobFilters, ListJobsQuery } from './job-requests.dto.js';
import { JobCountsResponse, JobResponse, RetriedJobResponse } from './job-response.dto.js';
import { JobRetries } from './job-retries.js';
import type { Job } from './job.entity.js';
import { JobsService } from './jobs.service.js';

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: JobsService,
    private readonly retries: JobRetries,
  ) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({ summary: 'Queued work, the newest first', description: 'Sort by createdAt or id.' })
  @ApiPage(JobResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListJobsQuery): Promise<Page<JobResponse>> {
    return mapPage(await this.jobs.list(caller, query), (job) => this.answer(job));
  }

  @Get('counts')
  @Permit('records:read')
  @ApiOperation({ summary: 'How many jobs there are, by state' })
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async counts(@CurrentCaller() caller: Caller, @Query() filters: JobFilters): Promise<JobCountsResponse> {
    return this.jobs.counts(caller, filters);
  }

  @Get(':id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One piece of queued work' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<JobResponse> {
    return this.answer(await this.jobs.get(caller, id));
  }

  @Post(':id/retry')
  @HttpCode(202)
  @Permit('backups:create')
  @ApiOperation({
    summary: 'Ask for the same again',
    description:
      'Of a backup, a verification or a drill that failed or was canceled: as if you asked for it anew, with a job of its ' +
      'own. A restore is not asked for again by its job: CONFLICT, with a hint to make a new plan.',
  })
  @ApiAcceptedResponse({ type: RetriedJobResponse })
  @ApiProblems(
    ...(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT', 'SOURCE_BUSY'] as const),
    ...(['QUOTA_EXCEEDED', 'BACKUP_NOT_READY'] as const),
  )
  async retry(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RetriedJobResponse> {
    const job = await this.retries.retry(caller, id);
    response.location(`/api/v1/jobs/${job.id}`);
    return { jobId: job.id, subject: { type: job.subjectType, id: job.subjectId } };
  }

  private answer(job: Job): JobResponse {
    return JobResponse.of(job, this.retries.canRetry(job));
  }
}
