import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { QUEUE_OF_ACTION, type JobAction } from './job-actions.js';
import type { JobHandler } from './job-handler.js';

/** Who does what. Start-up refuses an action with two handlers, or with none. */
@Injectable()
export class JobHandlers implements OnApplicationBootstrap {
  private readonly handlers = new Map<JobAction, JobHandler>();

  register(handler: JobHandler): void {
    if (this.handlers.has(handler.action)) throw new Error(`Two handlers for jobs of action ${handler.action}.`);
    this.handlers.set(handler.action, handler);
  }

  of(action: JobAction): JobHandler {
    const handler = this.handlers.get(action);
    if (handler === undefined) throw new Error(`No handler for jobs of action ${action}.`);
    return handler;
  }

  onApplicationBootstrap(): void {
    for (const action of Object.keys(QUEUE_OF_ACTION) as JobAction[]) this.of(action);
  }
}
