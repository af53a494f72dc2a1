import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { mapPage, type Page } from '../../common/pagination.js';
import { ListAuditEventsQuery, VerifyAuditTrailQuery } from './audit-requests.dto.js';
import { AuditEventResponse, AuditVerificationResponse } from './audit-response.dto.js';
import { AuditTrail, type ExportFormat } from './audit-trail.service.js';
import { AuditVerification } from './audit-verification.js';

@ApiTags('audit')
@Controller('audit-events')
@Permit('audit:read')
export class AuditEventsController {
  constructor(
    private readonly trail: AuditTrail,
    private readonly verification: AuditVerification,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Who did what, when, from where, with what result; the newest first',
    description:
      'Of the own tenant; a superadmin’s are all, and those of nobody’s tenant, such as sign-ins that failed. Sort by at, action or actor.',
  })
  @ApiPage(AuditEventResponse)
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListAuditEventsQuery): Promise<Page<AuditEventResponse>> {
    return mapPage(await this.trail.list(caller, query), (event) => AuditEventResponse.of(event));
  }

  @Get('verify')
  @ApiOperation({
    summary: 'Whether the audit trail is as it was written',
    description:
      'Recomputes the chain of hashes of the own tenant (a superadmin: every chain) from its beginning to its first break, and ' +
      'compares its end with what the newest dump of the control database knows. `head` is signed: keep it elsewhere. With `from` ' +
      'or `to` the events of that time, with the one before and the one after them.',
  })
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER')
  async verify(
    @CurrentCaller() caller: Caller,
    @Query() { from, to }: VerifyAuditTrailQuery,
  ): Promise<AuditVerificationResponse> {
    const range = { from: from === undefined ? null : new Date(from), to: to === undefined ? null : new Date(to) };
    return Object.assign(new AuditVerificationResponse(), await this.verification.verify(caller, range));
  }

  @Get('export.csv')
  @ApiOperation({
    summary: 'The audit trail as a table',
    description:
      'All that the filters find, the oldest first; page, limit and sort say nothing here. Texts that a spreadsheet would take for a formula begin with an apostrophe.',
  })
  @ApiProduces('text/csv')
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER')
  async csv(
    @CurrentCaller() caller: Caller,
    @Query() query: ListAuditEventsQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(caller, query, 'csv', response);
  }

  @Get('export.ndjson')
  @ApiOperation({
    summary: 'The audit trail as lines of JSON, each as it was hashed',
    description:
      'For verifying the chain without Backstitch (docs/audit.md). All that the filters find, chain by chain.',
  })
  @ApiProduces('application/x-ndjson')
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_PARAMETER')
  async ndjson(
    @CurrentCaller() caller: Caller,
    @Query() query: ListAuditEventsQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.send(caller, query, 'ndjson', response);
  }

  private async send(
    caller: Caller,
    query: ListAuditEventsQuery,
    format: ExportFormat,
    response: Response,
  ): Promise<void> {
    const { headers, body } = await this.trail.export(caller, query, format);
    await pipeline(body, response.status(200).set(headers));
  }
}
