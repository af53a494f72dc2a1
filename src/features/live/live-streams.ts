import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Caller } from '../../common/caller.js';
import { EventResponse } from '../../common/http/event-response.js';
import { contextOf } from '../../common/http/request-context.js';
import { StreamSlots } from '../activity/stream-slots.js';
import { ChangeFeed } from './change-feed.js';
import { LiveStream } from './live-stream.js';

/** Every open stream of changes of this process; all end when it is told to stop. */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  private readonly running = new Set<LiveStream>();

  constructor(
    private readonly feed: ChangeFeed,
    private readonly slots: StreamSlots,
  ) {}

  /**
   * Answers with what changes for the caller. Resolves when the stream has ended: the client went, signed out, lost the
   * permission, or the process stops. HEAD gets the headers. Throws RATE_LIMITED where the person has too many, UNAVAILABLE.
   */
  async open(caller: Caller, request: Request, response: Response): Promise<void> {
    if (request.method === 'HEAD') {
      response.status(200).type('text/event-stream').end();
      return;
    }
    const freeSlot = this.slots.take(caller.userId ?? caller.name);
    const callerNow = contextOf(request).callerNow ?? (async () => caller);
    const stream = new LiveStream(caller, callerNow, new EventResponse(response));
    this.running.add(stream);
    try {
      const leave = await this.feed.watch(stream);
      try {
        await stream.run();
      } finally {
        leave();
      }
    } finally {
      this.running.delete(stream);
      freeSlot();
    }
  }

  onModuleDestroy(): void {
    for (const stream of this.running) stream.stop();
  }
}
