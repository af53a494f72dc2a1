import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { CreateUserRequest, ListUsersQuery, UpdateUserRequest } from './user-requests.dto.js';
import { ChangedUserResponse, CreatedUserResponse, DeletedUserResponse, UserResponse } from './user-response.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Permit('people:manage')
  @ApiOperation({
    summary: 'Who may sign in',
    description: 'Of the own tenant; a superadmin sees all. Sort by createdAt, email, name, role or lastSignInAt.',
  })
  @ApiPage(UserResponse)
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListUsersQuery): Promise<Page<UserResponse>> {
    return mapPage(await this.users.list(caller, query), (person) => UserResponse.of(person));
  }

  @Post()
  @Permit('people:manage')
  @ApiOperation({
    summary: 'Let somebody sign in',
    description:
      'Without `password` one is made, stands in the answer once, and must be changed at the first sign-in. Only a superadmin makes superadmins.',
  })
  @ApiCreatedResponse({ type: CreatedUserResponse })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'MISSING_PARAMETER', 'INVALID_PARAMETER', 'NOT_FOUND', 'CONFLICT')
  async create(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateUserRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CreatedUserResponse> {
    const created = await this.users.create(caller, request);
    response.location(`/api/v1/users/${created.user.id}`);
    return CreatedUserResponse.ofNew(created);
  }

  @Get(':id')
  @Permit('people:manage')
  @ApiOperation({ summary: 'One person' })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER')
  async get(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<UserResponse> {
    return UserResponse.of(await this.users.get(caller, id));
  }

  @Patch(':id')
  @Permit('people:manage')
  @ApiOperation({
    summary: 'Change a person',
    description:
      'What is absent stays. It holds from the next request of theirs on; `active: false` and a new password end their sessions. Nobody changes the own role.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Body() request: UpdateUserRequest,
  ): Promise<ChangedUserResponse> {
    return ChangedUserResponse.ofChange(await this.users.update(caller, id, request));
  }

  @Delete(':id')
  @Permit('people:manage')
  @ApiOperation({
    summary: 'Delete a person',
    description: 'With their sessions and keys. What they made and did stays, with their name.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'INVALID_PARAMETER', 'CONFLICT')
  async delete(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<DeletedUserResponse> {
    return this.users.delete(caller, id);
  }
}
