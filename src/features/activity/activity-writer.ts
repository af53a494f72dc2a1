import { Injectable, Logger, Optional } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { storableJson, storableText } from '../../common/storable.js';
import { Database } from '../../database/database.js';
import { type ActivityLevel, LogRecord, type LogKind } from './log-record.entity.js';
import type { Subject } from './subject.js';
import { Wakes } from './wakes.js';

export interface ActivityEntry {
  /** For a person. Never a secret. */
  message: string;
  /** Absent: `info`. */
  level?: ActivityLevel;
  phase?: string;
  /** Figures and names beside the message. Never a secret. */
  data?: Record<string, unknown>;
}

type PendingRecord = Omit<LogRecord, 'seq'>;

const FLUSH_MS = 250;
const BATCH = 100;
/** Kept in memory per subject while the control database does not answer; beyond it the oldest are let go, and that is said. */
const MAX_PENDING = 5_000;
const MAX_MESSAGE = 8_192;

/**
 * Writes the activity log in small batches. Numbers are given under the row lock of the subject's sequence in the very
 * transaction that inserts, so a reader who has seen n will never find a new record numbered below n.
 */
@Injectable()
export class ActivityWriter {
  private readonly logger = new Logger(ActivityWriter.name);
  private readonly queues = new Map<string, SubjectQueue>();

  constructor(
    private readonly database: Database,
    @Optional() private readonly wakes?: Wakes,
  ) {}

  /** Never throws, never waits: lines are written within 250 ms, or with `flush`. */
  append(subject: Subject, entries: ActivityEntry[]): void {
    const queue = this.queueOf(subject.id);
    queue.pending.push(...entries.map((entry) => toPending(subject, 'log', entry)));
    forgetOldest(queue, subject);
    if (queue.pending.length >= BATCH) this.flushSoon(subject.id, queue, 0);
    else this.flushSoon(subject.id, queue, FLUSH_MS);
  }

  /** Resolves when everything appended for the subject so far is committed. Throws what kept it from that; the lines stay pending. */
  async flush(subjectId: string): Promise<void> {
    const queue = this.queues.get(subjectId);
    if (queue === undefined) return;
    clearTimeout(queue.timer);
    queue.timer = undefined;
    queue.writing = queue.writing.catch(() => undefined).then(() => this.write(queue));
    await queue.writing;
    if (queue.pending.length === 0) this.queues.delete(subjectId);
  }

  async flushAll(): Promise<void> {
    await Promise.all([...this.queues.keys()].map((id) => this.flush(id)));
  }

  /** Writes one record now: in `manager`'s transaction, or in one of its own. Wakes listeners when told to. */
  async writeNow(subject: Subject, kind: LogKind, entry: ActivityEntry, manager?: EntityManager): Promise<void> {
    const record = toPending(subject, kind, entry);
    if (manager === undefined) await this.database.asSystem((own) => insertRecords(own, [record]));
    else await insertRecords(manager, [record]);
    this.wakes?.wake(subject.id);
  }

  private async write(queue: SubjectQueue): Promise<void> {
    while (queue.pending.length > 0) {
      const batch = queue.pending.slice(0, BATCH);
      await this.database.asSystem((manager) => insertRecords(manager, batch));
      const written = new Set(batch);
      queue.pending = queue.pending.filter((record) => !written.has(record));
      const [first] = batch;
      if (first !== undefined) this.wakes?.wake(first.subjectId);
    }
  }

  private flushSoon(subjectId: string, queue: SubjectQueue, delayMs: number): void {
    if (queue.timer !== undefined && delayMs > 0) return;
    clearTimeout(queue.timer);
    queue.timer = setTimeout(() => {
      this.flush(subjectId).catch((error: unknown) => {
        this.logger.error({ err: error, subjectId }, 'The activity log cannot be written; trying again in 2 s.');
        this.flushSoon(subjectId, queue, 2_000);
      });
    }, delayMs);
    queue.timer.unref();
  }

  private queueOf(subjectId: string): SubjectQueue {
    let queue = this.queues.get(subjectId);
    if (queue === undefined) {
      queue = { pending: [], writing: Promise.resolve(), timer: undefined };
      this.queues.set(subjectId, queue);
    }
    return queue;
  }
}

interface SubjectQueue {
  pending: PendingRecord[];
  /** One batch at a time per subject. */
  writing: Promise<void>;
  timer: NodeJS.Timeout | undefined;
}

function forgetOldest(queue: SubjectQueue, subject: Subject): void {
  const excess = queue.pending.length - MAX_PENDING;
  if (excess <= 0) return;
  const message = `${excess} older lines were let go: the control database could not be written.`;
  queue.pending = [toPending(subject, 'log', { level: 'warn', message }), ...queue.pending.slice(excess + 1)];
}

async function insertRecords(manager: EntityManager, records: PendingRecord[]): Promise<void> {
  const [first] = records;
  if (first === undefined) return;
  const [row] = await manager.query<{ lastSeq: number }[]>(
    `INSERT INTO "log_sequences" ("subjectId", "tenantId", "lastSeq") VALUES ($1, $2, $3)
     ON CONFLICT ("subjectId") DO UPDATE SET "lastSeq" = "log_sequences"."lastSeq" + excluded."lastSeq"
     RETURNING "lastSeq"`,
    [first.subjectId, first.tenantId, records.length],
  );
  if (row === undefined) throw new Error('The log sequence gave no number.');
  const before = row.lastSeq - records.length;
  await manager.insert(
    LogRecord,
    records.map((record, index) => ({ ...record, seq: before + index + 1 })),
  );
}

function toPending(subject: Subject, kind: LogKind, entry: ActivityEntry): PendingRecord {
  return {
    subjectId: subject.id,
    subjectType: subject.type,
    tenantId: subject.tenantId,
    kind,
    at: new Date(),
    level: entry.level ?? 'info',
    phase: entry.phase ?? null,
    message: storableText(entry.message.slice(0, MAX_MESSAGE)),
    data: entry.data === undefined ? null : storableJson(entry.data),
  };
}
