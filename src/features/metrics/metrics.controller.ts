import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { ApiProblems } from '../../common/http/api-docs.js';
import { Public } from '../../common/http/permit.decorator.js';
import { contextOf } from '../../common/http/request-context.js';
import { bearerToken } from '../auth/bearer-token.js';
import { MetricsService } from './metrics.service.js';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Public() // of people; a scrape bears METRICS_TOKEN
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiBearerAuth('bearer')
  @ApiOperation({
    summary: 'Metrics of the instance and of this process, for Prometheus',
    description: 'Bears METRICS_TOKEN, and no access token; 404 where none is set. docs/monitoring.md names them all.',
  })
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  @ApiProblems('UNAUTHENTICATED', 'NOT_FOUND')
  async read(@Req() request: Request): Promise<string> {
    contextOf(request).auditsItself = false; // a refusal is written like any other
    return this.metrics.read(bearerToken(request));
  }
}
