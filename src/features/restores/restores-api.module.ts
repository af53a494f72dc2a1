import { Module } from '@nestjs/common';
import { RestoreReleaseController } from './restore-release.controller.js';
import { RestoreRequestsController } from './restore-requests.controller.js';
import { RestoreStreamsController } from './restore-streams.controller.js';
import { RestoresController } from './restores.controller.js';
import { RestoresModule } from './restores.module.js';

@Module({
  imports: [RestoresModule],
  controllers: [RestoresController, RestoreReleaseController, RestoreRequestsController, RestoreStreamsController],
})
export class RestoresApiModule {}
