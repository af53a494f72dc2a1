import { Injectable, Logger, type OnModuleDestroy, Optional } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { EventResponse } from '../../common/http/event-response.js';
import { contextOf } from '../../common/http/request-context.js';
import { ActivityReader } from './activity-reader.js';
import { ActivityStream } from './activity-stream.js';
import type { SubjectProgress } from './subject-progress.js';
import type { LogRecord } from './log-record.entity.js';
import { type FeedSource, SubjectFeed } from './subject-feed.js';
import { StreamSlots } from './stream-slots.js';
import type { Subject } from './subject.js';
import { Wakes } from './wakes.js';

export interface StreamRequest {
  /** Already allowed to see the subject. */
  caller: Caller;
  subject: Subject;
  /** Reads the subject's row. */
  readProgress: () => Promise<SubjectProgress>;
  request: Request;
  response: Response;
}

/** Without wake-ups, news are found by looking once a second; with them, looking is only for a lost one. */
const LOOK_EVERY_MS = { unwoken: 1_000, woken: 2_000 };

/** Every open event stream of this process. Those of one subject share what is read, and all end when the process is told to stop. */
@Injectable()
export class ActivityStreams implements OnModuleDestroy {
  private readonly logger = new Logger(ActivityStreams.name);
  private readonly running = new Set<ActivityStream>();
  private readonly feeds = new Map<string, { feed: SubjectFeed; streams: number }>();

  constructor(
    private readonly reader: ActivityReader,
    @Optional() private readonly wakes?: Wakes,
    @Optional() private readonly slots: StreamSlots = new StreamSlots(),
  ) {}

  /**
   * Answers with the events of the subject: `log` and `status` with their number as id, `progress` without. Resolves
   * when the stream has ended: after the final status, when the client went, when the process stops. A reconnect that
   * has seen the end already gets 204, which tells a browser's EventSource to stay away. HEAD gets the headers. Throws
   * INVALID_PARAMETER for a Last-Event-ID that is not one of ours, and RATE_LIMITED where the person has too many.
   */
  async open({ caller, subject, readProgress, request, response }: StreamRequest): Promise<void> {
    const lastEventId = readLastEventId(request);
    if (lastEventId !== null && (await readProgress()).isFinal) {
      const unseen = await this.reader.read(caller, subject.id, { after: lastEventId, limit: 1 });
      if (unseen.length === 0) {
        response.status(204).end();
        return;
      }
    }

    if (request.method === 'HEAD') {
      response.status(200).type('text/event-stream').end();
      return;
    }
    const freeSlot = this.slots.take(caller.userId ?? caller.name);
    const readRecords = (after: number, limit: number): Promise<LogRecord[]> =>
      this.reader.read(caller, subject.id, { after, limit });
    const { feed, leave } = this.join(subject.id, { readProgress, readRecords }, lastEventId ?? 0);
    const stream = new ActivityStream(
      {
        readProgress: (since) => feed.readProgress(since),
        readRecords: (after, since) => feed.readRecords(after, since),
        onWake: (listener) => this.onWake(subject.id, feed, listener),
        isStillSignedIn: async () => (await contextOf(request).callerNow?.()) !== null,
        lookEveryMs: this.wakes === undefined ? LOOK_EVERY_MS.unwoken : LOOK_EVERY_MS.woken,
      },
      new EventResponse(response),
    );
    const stopWatching = [caller.credentialId, caller.userId].map(
      (id) => id !== null && this.wakes?.onWake(id, () => void stream.stopIfSignedOut()),
    );
    this.running.add(stream);
    try {
      await stream.run(lastEventId ?? 0);
    } catch (error) {
      // The client comes back with the last id it saw; it needs no words from us.
      this.logger.warn({ err: error, subjectId: subject.id }, 'An event stream was cut.');
    } finally {
      this.running.delete(stream);
      for (const stop of stopWatching) if (stop) stop();
      freeSlot();
      leave();
    }
  }

  onModuleDestroy(): void {
    for (const stream of this.running) stream.stop();
  }

  /** The feed of a subject is there while it has streams. All of them may see the subject, so any of them may read for the others. */
  private join(id: string, source: FeedSource, after: number): { feed: SubjectFeed; leave: () => void } {
    const shared = this.feeds.get(id) ?? { feed: new SubjectFeed(source, after), streams: 0 };
    this.feeds.set(id, shared);
    shared.streams += 1;
    return {
      feed: shared.feed,
      leave: () => {
        shared.streams -= 1;
        if (shared.streams === 0) this.feeds.delete(id);
      },
    };
  }

  private onWake(id: string, feed: SubjectFeed, listener: () => void): () => void {
    const stopListening = this.wakes?.onWake(id, () => {
      feed.wake();
      listener();
    });
    return stopListening ?? (() => undefined);
  }
}

/** From the header, or from `?lastEventId=` for clients that cannot set one; null when it is a first visit. */
function readLastEventId(request: Request): number | null {
  const given = request.get('last-event-id') ?? request.query.lastEventId;
  if (given === undefined || given === '') return null;
  if (typeof given === 'string' && /^\d{1,9}$/.test(given)) return Number(given);
  throw new AppError('INVALID_PARAMETER', 'The Last-Event-ID is not one of ours.', {
    hint: 'Leave it out to read from the beginning.',
    errors: [{ field: 'lastEventId', message: 'must be the id of an event of this stream' }],
  });
}
