import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Periodic } from '../jobs/periodic.js';
import { ReceivedUploads } from './received-uploads.js';

const INTERVAL_MS = 10_000;

/** Takes away uploads that were broken off, whose import has ended, or whose server died in the middle. */
@Injectable()
export class UploadSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sweep: Periodic;

  constructor(uploads: ReceivedUploads) {
    this.sweep = new Periodic('sweep of uploads', INTERVAL_MS, () => uploads.sweep());
  }

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweep.stop();
  }
}
