import { Module } from '@nestjs/common';
import { ChangeFeed } from './change-feed.js';
import { LiveController } from './live.controller.js';
import { LiveStreams } from './live-streams.js';
import { RunningProgress } from './running-progress.js';

@Module({ controllers: [LiveController], providers: [ChangeFeed, LiveStreams, RunningProgress] })
export class LiveModule {}
