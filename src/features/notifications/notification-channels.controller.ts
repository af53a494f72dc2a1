import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { ChannelTest } from './channel-test.js';
import {
  CreateNotificationChannelRequest,
  ListDeliveriesQuery,
  ListNotificationChannelsQuery,
  UpdateNotificationChannelRequest,
} from './notification-channel-requests.dto.js';
import {
  ChangedNotificationChannelResponse,
  DeliveryResponse,
  NotificationChannelResponse,
  TestResultResponse,
} from './notification-channel-response.dto.js';
import { NotificationChannelsService } from './notification-channels.service.js';

@ApiTags('notifications')
@Controller('notification-channels')
export class NotificationChannelsController {
  constructor(
    private readonly channels: NotificationChannelsService,
    private readonly tests: ChannelTest,
  ) {}

  @Get()
  @Permit('records:read')
  @ApiOperation({ summary: 'Who is told, and of what', description: 'Sort by createdAt or name.' })
  @ApiPage(NotificationChannelResponse)
  @ApiProblems('UNAUTHENTICATED', 'INVALID_PARAMETER')
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: ListNotificationChannelsQuery,
  ): Promise<Page<NotificationChannelResponse>> {
    return mapPage(await this.channels.list(caller, query), (channel) => NotificationChannelResponse.of(channel));
  }

  @Post()
  @Permit('notifications:manage')
  @ApiOperation({
    summary: 'Tell somebody',
    description: 'The answer for a generic webhook has its signing secret, this once.',
  })
  @ApiCreatedResponse({ type: ChangedNotificationChannelResponse })
  @ApiProblems(
    ...(['UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER'] as const),
    ...(['NOT_FOUND', 'CONFLICT', 'QUOTA_EXCEEDED'] as const),
  )
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateNotificationChannelRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangedNotificationChannelResponse> {
    const { channel, secret } = await this.channels.create(caller, request);
    response.location(`/api/v1/notification-channels/${channel.id}`);
    return ChangedNotificationChannelResponse.with(channel, secret);
  }

  @Get(':id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One channel, without its secrets' })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<NotificationChannelResponse> {
    return NotificationChannelResponse.of(await this.channels.get(caller, id));
  }

  @Patch(':id')
  @Permit('notifications:manage')
  @ApiOperation({
    summary: 'Change a channel',
    description: 'What is absent stays. Switched off, what waits for it is not sent any more.',
  })
  @ApiOkResponse({ type: ChangedNotificationChannelResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: UpdateNotificationChannelRequest,
  ): Promise<ChangedNotificationChannelResponse> {
    const { channel, secret } = await this.channels.update(caller, id, request);
    return ChangedNotificationChannelResponse.with(channel, secret);
  }

  @Delete(':id')
  @Permit('notifications:manage')
  @ApiOperation({ summary: 'Tell them no more', description: 'Its history goes with it.' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
  ): Promise<NotificationChannelResponse> {
    return NotificationChannelResponse.of(await this.channels.delete(caller, id));
  }

  @Post(':id/test')
  @HttpCode(200)
  @Permit('notifications:manage')
  @ApiOperation({ summary: 'Send a test message now', description: '200 also where it did not arrive: see `ok`.' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'RATE_LIMITED', 'KEY_UNAVAILABLE')
  async test(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<TestResultResponse> {
    return TestResultResponse.of(await this.tests.run(caller, id));
  }

  @Get(':id/deliveries')
  @Permit('records:read')
  @ApiOperation({ summary: 'What a channel was told, the newest first', description: 'Of the last 30 days.' })
  @ApiPage(DeliveryResponse)
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND', 'INVALID_PARAMETER')
  async deliveries(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() query: ListDeliveriesQuery,
  ): Promise<Page<DeliveryResponse>> {
    return mapPage(await this.channels.deliveries(caller, id, query), (delivery) => DeliveryResponse.of(delivery));
  }
}
