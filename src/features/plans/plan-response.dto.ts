import { ApiProperty } from '@nestjs/swagger';
import { LimitsResponse } from './limits.dto.js';
import { type PlanName, PLAN_NAMES, PLANS } from './plans.js';

export class PlanResponse {
  /** @example pro */
  @ApiProperty({ enum: PLAN_NAMES, enumName: 'PlanName' })
  id: PlanName;

  limits: LimitsResponse;

  static of(id: PlanName): PlanResponse {
    return Object.assign(new PlanResponse(), { id, limits: PLANS[id] });
  }
}
