import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { Auth } from './auth.js';
import { Credentials } from './credentials.js';
import { ForgeryCheck } from './forgery-check.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { LoginBackoff } from './login-backoff.js';
import { PresentedTokens } from './presented-tokens.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.js';

@Module({
  imports: [TypeOrmModule.forFeature([Session, LoginAttempt]), UsersModule],
  controllers: [AuthController],
  providers: [
    Auth,
    Credentials,
    ForgeryCheck,
    LoginBackoff,
    PresentedTokens,
    Sessions,
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [Credentials],
})
export class AuthModule {}
