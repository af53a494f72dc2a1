import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../common/caller.js';
import { ApiProblems } from '../../common/http/api-docs.js';
import { CurrentCaller } from '../../common/http/current-caller.decorator.js';
import { Permit } from '../../common/http/permit.decorator.js';
import {
  ChangeTotpRequest,
  ConfirmTotpRequest,
  EnrolTotpRequest,
  RecoveryCodesDto,
  TotpOfferDto,
  TotpStateDto,
} from './totp.dto.js';
import { TotpEnrolment } from './totp-enrolment.js';

@ApiTags('auth')
@Controller('auth/totp')
@Permit('account:manage')
export class TotpController {
  constructor(private readonly enrolment: TotpEnrolment) {}

  /** Whether one's own sign-in needs a code, and how many recovery codes are left. */
  @Get()
  @ApiProblems('UNAUTHENTICATED', 'FORBIDDEN')
  state(@CurrentCaller() caller: Caller): Promise<TotpStateDto> {
    return this.enrolment.state(caller);
  }

  /** Offers a secret for an authenticator app (TOTP). Nothing changes until a code of it confirms that an app has it. */
  @Post()
  @HttpCode(200)
  @ApiProblems('MISSING_PARAMETER', 'INVALID_PARAMETER', 'UNAUTHENTICATED', 'FORBIDDEN', 'CONFLICT', 'RATE_LIMITED')
  offer(@CurrentCaller() caller: Caller, @Body() { password }: EnrolTotpRequest): Promise<TotpOfferDto> {
    return this.enrolment.offer(caller, password);
  }

  /** Confirms the offer: from now on a sign-in with the password needs a code too. Answers the recovery codes. */
  @Post('confirm')
  @HttpCode(200)
  @ApiProblems('MISSING_PARAMETER', 'INVALID_PARAMETER', 'UNAUTHENTICATED', 'FORBIDDEN', 'CONFLICT')
  confirm(@CurrentCaller() caller: Caller, @Body() { otp }: ConfirmTotpRequest): Promise<RecoveryCodesDto> {
    return this.enrolment.confirm(caller, otp);
  }

  /** Makes ten new recovery codes; those before are worth nothing. */
  @Post('recovery-codes')
  @HttpCode(200)
  @ApiProblems('MISSING_PARAMETER', 'INVALID_PARAMETER', 'UNAUTHENTICATED', 'FORBIDDEN', 'CONFLICT', 'RATE_LIMITED')
  renew(@CurrentCaller() caller: Caller, @Body() request: ChangeTotpRequest): Promise<RecoveryCodesDto> {
    return this.enrolment.renewRecoveryCodes(caller, request);
  }

  /** Gives the second factor up: a sign-in needs the password alone. */
  @Post('disable')
  @HttpCode(200)
  @ApiProblems('MISSING_PARAMETER', 'INVALID_PARAMETER', 'UNAUTHENTICATED', 'FORBIDDEN', 'CONFLICT', 'RATE_LIMITED')
  disable(@CurrentCaller() caller: Caller, @Body() request: ChangeTotpRequest): Promise<TotpStateDto> {
    return this.enrolment.disable(caller, request);
  }
}
