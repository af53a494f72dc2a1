import { Controller, Delete, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import { UuidPipe } from '../../common/http/validation.js';
import { SecondFactorReset } from './second-factor-reset.js';
import { TotpResetDto } from './totp.dto.js';

@ApiTags('users')
@Controller('users')
export class SecondFactorResetController {
  constructor(private readonly resets: SecondFactorReset) {}

  /** Takes the second factor of somebody away who has lost phone and recovery codes; never one's own. */
  @Delete(':id/totp')
  @Permit('people:manage')
  @ApiProblems('INVALID_PARAMETER', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND')
  reset(@CurrentCaller() caller: Caller, @Param('id', UuidPipe) id: string): Promise<TotpResetDto> {
    return this.resets.reset(caller, id);
  }
}
