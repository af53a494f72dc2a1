import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { CreateApiKeyRequest, ListApiKeysQuery } from './api-key-requests.dto.js';
import { ApiKeyResponse, CreatedApiKeyResponse } from './api-key-response.dto.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('api-keys')
@Controller('api-keys')
@Permit('keys:manage')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @ApiOperation({
    summary: 'The API keys of the tenant',
    description: 'Revoked ones stay, and say so. Sort by createdAt, name, expiresAt or lastUsedAt.',
  })
  @ApiPage(ApiKeyResponse)
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListApiKeysQuery): Promise<Page<ApiKeyResponse>> {
    return mapPage(await this.keys.list(caller, query), (key) => ApiKeyResponse.of(key));
  }

  @Post()
  @ApiOperation({
    summary: 'Make an API key, with which a program acts for you',
    description:
      'The answer has the key, this once. It may do what its scopes say, as far as your role at that moment may; never ' +
      'more than whoever makes it. A key that makes a key gives no later expiry and no other networks than its own.',
  })
  @ApiCreatedResponse({ type: CreatedApiKeyResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER', 'QUOTA_EXCEEDED')
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateApiKeyRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CreatedApiKeyResponse> {
    const { read, key } = await this.keys.create(caller, request);
    response.location(`/api/v1/api-keys/${read.key.id}`);
    return CreatedApiKeyResponse.with(read, key);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One API key, without its secret' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<ApiKeyResponse> {
    return ApiKeyResponse.of(await this.keys.get(caller, id));
  }

  @Delete(':id')
  @ApiOperation({
    summary: 'Revoke an API key, and the keys that were made with it',
    description: 'From this moment on they are 401, and their open event streams end. The record stays, as revoked.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async revoke(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<ApiKeyResponse> {
    return ApiKeyResponse.of(await this.keys.revoke(caller, id));
  }
}
