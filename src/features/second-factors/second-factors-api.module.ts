import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { SecondFactorsModule } from './second-factors.module.js';
import { TotpController } from './totp.controller.js';
import { TotpEnrolment } from './totp-enrolment.js';

@Module({
  imports: [AuthModule, SecondFactorsModule],
  controllers: [TotpController],
  providers: [TotpEnrolment],
})
export class SecondFactorsApiModule {}
