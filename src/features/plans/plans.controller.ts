import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPage, ApiProblems } from '../../common/http/api-docs.js';
import { Permit } from '../../common/http/permit.decorator.js';
import type { Page } from '../../common/pagination.js';
import { PlanResponse } from './plan-response.dto.js';
import { PLAN_NAMES } from './plans.js';

@ApiTags('tenants')
@Controller('plans')
export class PlansController {
  @Get()
  @Permit('records:read')
  @ApiOperation({ summary: 'What tenants can have', description: 'From the smallest to the largest.' })
  @ApiPage(PlanResponse)
  @ApiProblems('UNAUTHENTICATED')
  list(): Page<PlanResponse> {
    const items = PLAN_NAMES.map((name) => PlanResponse.of(name));
    return { items, total: items.length, page: 1, pages: 1 };
  }
}
