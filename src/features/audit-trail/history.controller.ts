import { applyDecorators, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import type { Permission } from '../../common/permissions.js';
import { HistoryEntryResponse } from './audit-response.dto.js';
import { PersonHistoryQuery } from './history-requests.dto.js';
import { History, type WithHistory } from './history.service.js';

interface HistoryRoute {
  /** That of the record itself. */
  permission?: Permission;
  /** What else there is to know. */
  also?: string;
}

const HistoryOf = (what: string, { permission = 'records:read', also = '' }: HistoryRoute = {}): MethodDecorator =>
  applyDecorators(
    Permit(permission),
    ApiOperation({
      summary: `The history of ${what}, as sentences; the newest first`,
      description: `From the audit trail, for whoever may see the record. Also of what is deleted by now.${also}`,
    }),
    ApiPage(HistoryEntryResponse),
    permission === 'records:read'
      ? ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
      : ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER'),
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

  @Get('users/:id/history')
  @ApiTags('users')
  @HistoryOf('a person', {
    permission: 'people:manage',
    also: ' What was done to them, and what they did themselves, with their API keys too; `part` asks for one of both.',
  })
  async person(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: PersonHistoryQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return mapPage(await this.history.ofPerson(caller, id, query), (event) => HistoryEntryResponse.of(event));
  }

  @Get('tenants/:id/history')
  @ApiTags('tenants')
  @HistoryOf('a tenant and its settings', { also: ' One’s own.' })
  async tenant(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.of(caller, 'tenant', id, query);
  }

  @Get('api-keys/:id/history')
  @ApiTags('api-keys')
  @HistoryOf('an API key', {
    permission: 'keys:manage',
    also: ' What was done to it. What was done with it is in the history of whom it acts for.',
  })
  async apiKey(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListQuery,
  ): Promise<Page<HistoryEntryResponse>> {
    return this.of(caller, 'api-key', id, query);
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
