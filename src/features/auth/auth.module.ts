import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SecondFactorsModule } from '../second-factors/second-factors.module.js';
import { UsersModule } from '../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { Auth } from './auth.js';
import { Credentials } from './credentials.js';
import { ForgeryCheck } from './forgery-check.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { LoginBackoff } from './login-backoff.js';
import { OwnPassword } from './own-password.js';
import { PresentedTokens } from './presented-tokens.js';
import { PasswordChange } from './password-change.js';
import { PasswordController } from './password.controller.js';
import { RequestLimits } from './request-limits.js';
import { SessionList } from './session-list.js';
import { Session } from './session.entity.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.js';

@Module({
  imports: [TypeOrmModule.forFeature([Session, LoginAttempt]), SecondFactorsModule, UsersModule],
  controllers: [AuthController, PasswordController, SessionsController],
  providers: [
    Auth,
    Credentials,
    ForgeryCheck,
    LoginBackoff,
    OwnPassword,
    PasswordChange,
    SessionList,
    PresentedTokens,
    RequestLimits,
    Sessions,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Credentials, OwnPassword, PresentedTokens, Sessions],
})
export class AuthModule {}
