import { applyDecorators, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { HistoryEntryResponse } from './audit-response.dto.js';
import { History, type WithHistory } from './history.service.js';

const HistoryOf = (what: string): MethodDecorator =>
  applyDecorators(
    Permit('records:read'),
    ApiOperation({
      summary: `The history of ${what}, as sentences; the newest first`,
      description: 'From the audit trail, for whoever may see the record. Also of what is deleted by now.',
    }),
    ApiPage(HistoryEntryResponse),
    ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER'),
  );

/** One list, under the address of each kind of record. */
@Controller()
export class HistoryController {
  constructor(private readonly history: History) {}

  @Get('sources/:id/history')
  @ApiTags('sources')
  @HistoryOf('a source, with its backups, restores and schedules')
  async source(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.of(caller, 'source', id, query);
  }

  @Get('backups/:id/history')
  @ApiTags('backups')
  @HistoryOf('a backup, with its restores and drills')
  async backup(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.of(caller, 'backup', id, query);
  }

  @Get('restores/:id/history')
  @ApiTags('restores')
  @HistoryOf('a restore')
  async restore(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.of(caller, 'restore', id, query);
  }

  @Get('drills/:id/history')
  @ApiTags('drills')
  @HistoryOf('a drill')
  async drill(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.of(caller, 'drill', id, query);
  }

  @Get('schedules/:id/history')
  @ApiTags('schedules')
  @HistoryOf('a schedule')
  async schedule(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.of(caller, 'schedule', id, query);
  }

  @Get('notification-channels/:id/history')
  @ApiTags('notification-channels')
  @HistoryOf('a notification channel')
  async notificationChannel(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.of(caller, 'notification-channel', id, query);
  }

  private async of(
    caller: Caller,
    noun: WithHistory,
    id: string,
    query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return mapPage(await this.history.of(caller, noun, id, query), (event) => HistoryEntryResponse.of(event));
  }
}
