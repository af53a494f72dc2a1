import { Injectable } from '@nestjs/common';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { ReceivedUploads } from './received-uploads.js';

const INTERVAL_MS = 10_000;

/** Takes away uploads that were broken off, whose import has ended, or whose server died in the middle. */
@Injectable()
export class UploadSweep extends PeriodicTask {
  protected readonly task = 'sweep of uploads';
  protected readonly everyMs = INTERVAL_MS;

  constructor(private readonly uploads: ReceivedUploads) {
    super();
  }

  protected async turn(): Promise<void> {
    await this.uploads.sweep();
  }
}
