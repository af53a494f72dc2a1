import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { CreateTenantRequest, ListTenantsQuery, UpdateTenantRequest } from './tenant-requests.dto.js';
import { TenantDetailsResponse, TenantResponse } from './tenant-response.dto.js';
import { TenantsService } from './tenants.service.js';

@ApiTags('tenants')
@Controller('tenants')
export class TenantsController {
  constructor(private readonly tenants: TenantsService) {}

  @Get()
  @Permit('tenants:manage')
  @ApiOperation({ summary: 'All tenants', description: 'Sort by createdAt, slug, name or plan.' })
  @ApiPage(TenantResponse)
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListTenantsQuery): Promise<Page<TenantResponse>> {
    return mapPage(await this.tenants.list(caller, query), (tenant) => TenantResponse.of(tenant));
  }

  @Post()
  @Permit('tenants:manage')
  @ApiOperation({
    summary: 'Make a tenant',
    description: 'Without `plan` it is `unlimited`. Its first people are made by `POST /users` with its id.',
  })
  @ApiCreatedResponse({ type: TenantDetailsResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER', 'CONFLICT')
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateTenantRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TenantDetailsResponse> {
    const created = await this.tenants.create(caller, request);
    response.location(`/api/v1/tenants/${created.tenant.id}`);
    return TenantDetailsResponse.ofDetails(created);
  }

  @Get(':id')
  @Permit('records:read')
  @ApiOperation({ summary: 'One tenant, with what it has of what its plan limits', description: 'One’s own.' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<TenantDetailsResponse> {
    return TenantDetailsResponse.ofDetails(await this.tenants.get(caller, id));
  }

  @Patch(':id')
  @Permit('tenants:manage')
  @ApiOperation({
    summary: 'Change a tenant',
    description:
      'What is absent stays. A tenant that is suspended, or whose licence has expired, makes no new backups; what it has can be downloaded and restored.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: UpdateTenantRequest,
  ): Promise<TenantDetailsResponse> {
    return TenantDetailsResponse.ofDetails(await this.tenants.update(caller, id, request));
  }
}
