import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersModule } from '../users/users.module.js';
import { AuthController } from './auth.controller.js';
import { AuthGuard } from './auth.guard.js';
import { Auth } from './auth.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { LoginBackoff } from './login-backoff.js';
import { Session } from './session.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([Session, LoginAttempt]), UsersModule],
  controllers: [AuthController],
  providers: [Auth, LoginBackoff, { provide: APP_GUARD, useClass: AuthGuard }],
})
export class AuthModule {}
