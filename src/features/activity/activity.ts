import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { ActivityReader, type ReadOptions, toLogRecordDto } from './activity-reader.js';
import { ActivityStreams, type StreamRequest } from './activity-streams.js';
import { type ActivityEntry, ActivityWriter } from './activity-writer.js';
import type { LogPageDto } from './activity.dto.js';
import { LogRecord } from './log-record.entity.js';
import { LogSequence } from './log-sequence.entity.js';
import type { Subject } from './subject.js';

/** The record of what a job does, for whoever watches it: written in batches, read in order, streamed without a gap. */
@Injectable()
export class Activity implements BeforeApplicationShutdown {
  constructor(
    private readonly writer: ActivityWriter,
    private readonly reader: ActivityReader,
    private readonly streams: ActivityStreams,
  ) {}

  /** Never throws, never waits: written within 250 ms. Await `flush` before the subject's final status is written. */
  append(subject: Subject, entries: ActivityEntry[]): void {
    this.writer.append(subject, entries);
  }

  async flush(subject: Subject): Promise<void> {
    await this.writer.flush(subject.id);
  }

  /**
   * A change of status: the stream's `status` event. Give the manager of the transaction that changes the row, so that
   * nobody can see a final row without its final event; `flush` before opening that transaction, to keep the order.
   */
  async status(subject: Subject, status: string, entry: ActivityEntry, manager?: EntityManager): Promise<void> {
    const data = { ...entry.data, status };
    await this.writer.writeNow(subject, 'status', { ...entry, data }, manager);
  }

  async list(caller: Caller, { id }: Pick<Subject, 'id'>, options: ReadOptions): Promise<LogPageDto> {
    return { items: (await this.reader.read(caller, id, options)).map(toLogRecordDto) };
  }

  /** Answers a request with the subject's events until its final status. See ActivityStreams. */
  async stream(request: StreamRequest): Promise<void> {
    await this.streams.open(request);
  }

  /** Deletes a subject's log, inside the transaction that deletes the subject: the only way that the trigger lets through. */
  async forget(subjectId: string, manager: EntityManager): Promise<void> {
    await manager.query(`SELECT set_config('backstitch.forgotten_subject', $1, true)`, [subjectId]);
    await manager.delete(LogRecord, { subjectId });
    await manager.delete(LogSequence, { subjectId });
    await manager.query(`SELECT set_config('backstitch.forgotten_subject', '', true)`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.writer.flushAll();
  }
}
