import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SecondFactorResetController } from './second-factor-reset.controller.js';
import { SecondFactorReset } from './second-factor-reset.js';
import { SecondFactorsModule } from './second-factors.module.js';
import { TotpController } from './totp.controller.js';
import { TotpEnrolment } from './totp-enrolment.js';

@Module({
  imports: [AuthModule, SecondFactorsModule],
  controllers: [TotpController, SecondFactorResetController],
  providers: [TotpEnrolment, SecondFactorReset],
})
export class SecondFactorsApiModule {}
