import { Module } from '@nestjs/common';
import { RestoreApprovalsController } from './restore-approvals.controller.js';
import { RestoreReleaseController } from './restore-release.controller.js';
import { RestoreRequestsController } from './restore-requests.controller.js';
import { RestoreStreamsController } from './restore-streams.controller.js';
import { RestoresController } from './restores.controller.js';
import { RestoresModule } from './restores.module.js';

@Module({
  imports: [RestoresModule],
  controllers: [
    RestoresController,
    RestoreApprovalsController,
    RestoreReleaseController,
    RestoreRequestsController,
    RestoreStreamsController,
  ],
})
export class RestoresApiModule {}
