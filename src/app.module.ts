import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { ProblemFilter } from './common/http/problem.filter.js';
import { requestValidation } from './common/http/validation.js';
import { AuthModule } from './features/auth/auth.module.js';
import { HealthModule } from './features/health/health.module.js';
import { UsersModule } from './features/users/users.module.js';
import { WorkerModule } from './worker.module.js';

/** The whole application: what a worker does, and the HTTP API. */
@Module({
  imports: [WorkerModule, AuthModule, UsersModule, HealthModule],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: requestValidation },
  ],
})
export class AppModule {}
