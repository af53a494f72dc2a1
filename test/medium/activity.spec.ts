import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import express, { type NextFunction, type Request, type Response } from 'express';
import { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { Foundation1795184300000 } from '../../migrations/1795184300000-foundation.js';
import { systemCaller } from '../../src/common/caller.js';
import { toAppError, toProblem } from '../../src/common/http/problem.js';
import { Database } from '../../src/database/database.js';
import { ActivityReader } from '../../src/features/activity/activity-reader.js';
import { ActivityStreams } from '../../src/features/activity/activity-streams.js';
import { ActivityWriter } from '../../src/features/activity/activity-writer.js';
import { Activity } from '../../src/features/activity/activity.js';
import { LogRecord } from '../../src/features/activity/log-record.entity.js';
import { LogSequence } from '../../src/features/activity/log-sequence.entity.js';
import type { SubjectProgress } from '../../src/features/activity/subject-progress.js';
import type { Subject } from '../../src/features/activity/subject.js';
import { createThrowawayDatabase, type ThrowawayDatabase } from '../support/throwaway-database.js';

// Real: PostgreSQL with its policies and triggers, HTTP. Not here: Redis; without wake-ups streams look once a second.
const TENANT = uuidV7();
const caller = systemCaller('test', TENANT);

let throwaway: ThrowawayDatabase;
let dataSource: DataSource;
let activity: Activity;
let streams: ActivityStreams;
let database: Database;
let server: Server;
let baseUrl: string;
const responses: Response[] = [];
const progressOf = new Map<string, SubjectProgress & { reads: number }>();

function newActivity(itsStreams = new ActivityStreams(new ActivityReader(database))): Activity {
  return new Activity(new ActivityWriter(database), new ActivityReader(database), itsStreams);
}

beforeAll(async () => {
  throwaway = await createThrowawayDatabase();
  dataSource = new DataSource({
    type: 'postgres',
    url: throwaway.url,
    entities: [LogRecord, LogSequence],
    migrations: [Foundation1795184300000],
    extra: { max: 10 },
  });
  await dataSource.initialize();
  await dataSource.runMigrations();
  database = new Database(dataSource);
  streams = new ActivityStreams(new ActivityReader(database));
  activity = newActivity(streams);

  const app = express();
  app.get('/:id', (request, response, next) => {
    const { id } = request.params;
    responses.push(response);
    const readProgress = async (): Promise<SubjectProgress> => {
      const progress = progressOf.get(id);
      if (progress === undefined) throw new Error('No such subject.');
      progress.reads += 1;
      return { status: progress.status, progress: progress.progress, isFinal: progress.isFinal };
    };
    activity.stream({ caller, subject: subjectOf(id), readProgress, request, response }).catch(next);
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const problem = toProblem(toAppError(error), { instance: request.path, requestId: 'test' });
    response.status(problem.status).json(problem);
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await dataSource.destroy();
  await throwaway.drop();
});
afterEach(() => {
  progressOf.clear();
});

function subjectOf(id: string): Subject {
  return { type: 'test', id, tenantId: TENANT };
}

function newSubject(): Subject {
  const subject = subjectOf(uuidV7());
  progressOf.set(subject.id, { status: 'running', progress: { percent: 0 }, isFinal: false, reads: 0 });
  return subject;
}

function setProgress(subject: Subject, change: Partial<SubjectProgress>): void {
  Object.assign(progressOf.get(subject.id) ?? {}, change);
}

async function finish(subject: Subject, status = 'completed'): Promise<void> {
  await activity.flush(subject);
  await database.asSystem(async (manager) => {
    await activity.status(subject, status, { message: `It is ${status}.` }, manager);
  });
  setProgress(subject, { status, isFinal: true });
}

async function seqsOf(subject: Subject): Promise<number[]> {
  const { items } = await activity.list(caller, subject, { after: 0, limit: 100_000 });
  return items.map(({ seq }) => seq);
}

const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

interface StreamEvent {
  id: number | null;
  event: string;
  data: { seq?: number; status?: string; percent?: number };
}

function parseEvents(text: string): StreamEvent[] {
  return text
    .split('\n\n')
    .filter((block) => block.includes('data: '))
    .map((block) => {
      const fields = new Map(block.split('\n').map((line) => [line.split(': ', 1)[0], line.replace(/^\w+: /, '')]));
      const id = fields.get('id');
      return {
        id: id === undefined ? null : Number(id),
        event: fields.get('event') ?? '',
        data: JSON.parse(fields.get('data') ?? 'null') as StreamEvent['data'],
      };
    });
}

/** Reads a stream to its end, or until `enough` says so. */
async function readStream(
  subject: Subject,
  { headers = {}, enough = () => false }: { headers?: Record<string, string>; enough?: (text: string) => boolean } = {},
): Promise<StreamEvent[]> {
  const response = await fetch(`${baseUrl}/${subject.id}`, { headers });
  expect(response.status).toBe(200);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (enough(text)) break;
  }
  return parseEvents(text);
}

const idsOf = (events: StreamEvent[]): number[] => events.flatMap(({ id }) => (id === null ? [] : [id]));

describe('the log of a subject', () => {
  it('numbers records without a gap, whoever writes at the same time', async () => {
    const subject = newSubject();
    const others = [activity, newActivity(), newActivity()];
    await Promise.all(
      others.map(async (writer, index) => {
        for (let round = 0; round < 20; round += 1) {
          writer.append(
            subject,
            upTo(7).map((n) => ({ message: `${index}-${round}-${n}` })),
          );
          if (round % 5 === 0) await writer.status(subject, 'running', { message: 'Still at it.' });
        }
        await writer.flush(subject);
      }),
    );
    expect(await seqsOf(subject)).toEqual(upTo(3 * (20 * 7 + 4)));
  });

  it('keeps the order in which one writer said things', async () => {
    const subject = newSubject();
    for (const n of upTo(250)) activity.append(subject, [{ message: String(n) }]);
    await activity.flush(subject);
    const { items } = await activity.list(caller, subject, { after: 0, limit: 1_000 });
    expect(items.map(({ message }) => Number(message))).toEqual(upTo(250));
  });

  it('is written within half a second without being asked', async () => {
    const subject = newSubject();
    activity.append(subject, [{ message: 'soon' }]);
    const deadline = Date.now() + 2_000;
    while ((await seqsOf(subject)).length === 0 && Date.now() < deadline) await sleep(20);
    expect(await seqsOf(subject)).toEqual([1]);
  });

  it('shows a reader who has seen a number no lower one later, while transactions overlap', async () => {
    const subject = newSubject();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = database.asSystem(async (manager) => {
      await activity.status(subject, 'running', { message: 'first' }, manager);
      await held;
    });
    await sleep(50);
    activity.append(subject, [{ message: 'second' }]);
    const flushed = activity.flush(subject);
    await sleep(100);
    expect(await seqsOf(subject)).toEqual([]);
    release();
    await Promise.all([slow, flushed]);
    const { items } = await activity.list(caller, subject, { after: 0, limit: 10 });
    expect(items.map(({ seq, message }) => [seq, message])).toEqual([
      [1, 'first'],
      [2, 'second'],
    ]);
  });

  it('takes back the number of a transaction that was rolled back', async () => {
    const subject = newSubject();
    await expect(
      database.asSystem(async (manager) => {
        await activity.status(subject, 'completed', { message: 'no' }, manager);
        throw new Error('It was rolled back.');
      }),
    ).rejects.toThrow('It was rolled back.');
    await activity.status(subject, 'failed', { message: 'yes' });
    expect(await seqsOf(subject)).toEqual([1]);
  });

  it('bears hostile texts: a zero byte, half a surrogate pair, a megabyte', async () => {
    const subject = newSubject();
    const message = `zero\0 half\ud800 ${'x'.repeat(1_000_000)}`;
    activity.append(subject, [{ message, data: { 'a\0': '\udfff' } }, { message: "'; DROP TABLE log_records; --" }]);
    await activity.flush(subject);
    const { items } = await activity.list(caller, subject, { after: 0, limit: 10 });
    expect(items[0]?.message).toMatch(/^zero\uFFFD half\uFFFD x+$/);
    expect(items[0]?.message.length).toBeLessThan(10_000);
    expect(items[1]?.message).toBe("'; DROP TABLE log_records; --");
  });

  it('is read from a number on, at a level and above', async () => {
    const subject = newSubject();
    activity.append(subject, [
      { message: '1', level: 'debug' },
      { message: '2', level: 'warn' },
      { message: '3' },
      { message: '4', level: 'error' },
    ]);
    await activity.flush(subject);
    const seqs = async (options: { after: number; level?: 'warn' | 'info' }) =>
      (await activity.list(caller, subject, { limit: 10, ...options })).items.map(({ seq }) => seq);
    expect(await seqs({ after: 2 })).toEqual([3, 4]);
    expect(await seqs({ after: 0, level: 'warn' })).toEqual([2, 4]);
    expect(await seqs({ after: 2, level: 'info' })).toEqual([3, 4]);
  });

  it('is not to be read by another tenant', async () => {
    const subject = newSubject();
    await activity.status(subject, 'running', { message: 'mine' });
    const stranger = { ...systemCaller('stranger', uuidV7()), seesAllTenants: false };
    expect(await activity.list(stranger, subject, { after: 0, limit: 10 })).toEqual({ items: [] });
  });

  it('is forgotten with its subject, and only that', async () => {
    const [gone, kept] = [newSubject(), newSubject()];
    for (const subject of [gone, kept]) await activity.status(subject, 'running', { message: 'here' });
    await database.asSystem((manager) => activity.forget(gone.id, manager));
    expect(await seqsOf(gone)).toEqual([]);
    expect(await seqsOf(kept)).toEqual([1]);
    await expect(
      database.asSystem((manager) => manager.delete(LogRecord, { subjectId: kept.id })),
    ).rejects.toMatchObject({
      driverError: { code: '42501' },
    });
  });
});

describe('the event stream', () => {
  it('sends what was written before and after it was opened, then the final status, then ends', async () => {
    const subject = newSubject();
    activity.append(subject, [{ message: 'before' }]);
    await activity.flush(subject);
    const reading = readStream(subject);
    await sleep(300);
    activity.append(subject, [{ message: 'after' }]);
    setProgress(subject, { progress: { percent: 50 } });
    await finish(subject);
    const events = await reading;
    expect(idsOf(events)).toEqual([1, 2, 3]);
    expect(events.filter(({ event }) => event === 'progress').map(({ data }) => data.percent)).toEqual([0, 50]);
    expect(events.filter(({ event }) => event === 'status')).toMatchObject([{ id: 3, data: { status: 'completed' } }]);
  });

  it('resumes behind the last id that was seen, by header or by query, without a gap or a repetition', async () => {
    const subject = newSubject();
    activity.append(
      subject,
      upTo(450).map((n) => ({ message: String(n) })),
    );
    await activity.flush(subject);
    const first = await readStream(subject, { enough: (text) => text.includes('id: 120\n') });
    const seen = idsOf(first).at(-1) ?? 0;
    expect(idsOf(first)).toEqual(upTo(seen));
    await finish(subject);
    const rest = await readStream(subject, { headers: { 'last-event-id': String(seen) } });
    expect(idsOf(rest)).toEqual(upTo(451, seen + 1));
    const byQuery = await (await fetch(`${baseUrl}/${subject.id}?lastEventId=449`)).text();
    expect(idsOf(parseEvents(byQuery))).toEqual([450, 451]);
  });

  it('answers 204 to a reconnect that has seen the end, and the whole to a first visit', async () => {
    const subject = newSubject();
    await finish(subject);
    const again = await fetch(`${baseUrl}/${subject.id}`, { headers: { 'last-event-id': '1' } });
    expect(again.status).toBe(204);
    expect(idsOf(await readStream(subject))).toEqual([1]);
  });

  it('never ends without the final status, however the writing falls', async () => {
    for (let round = 0; round < 5; round += 1) {
      const subject = newSubject();
      const reading = readStream(subject);
      await sleep(round * 7);
      await finish(subject, 'failed');
      expect((await reading).at(-1)).toMatchObject({ event: 'status', data: { status: 'failed' } });
    }
  });

  it('looks once a second at most, for all clients of a subject together', async () => {
    const subject = newSubject();
    const reads = (): number => progressOf.get(subject.id)?.reads ?? 0;
    const clients = await Promise.all(upTo(8).map(() => fetch(`${baseUrl}/${subject.id}`)));
    await sleep(1_000); // clients that come one after the other each have a first look of their own
    const startedAt = performance.now();
    const before = reads();
    await sleep(2_500);
    const looked = reads() - before;
    const seconds = (performance.now() - startedAt) / 1_000;
    await finish(subject);
    await Promise.all(clients.map((client) => client.text()));
    expect(looked).toBeGreaterThanOrEqual(1);
    expect(looked).toBeLessThanOrEqual(seconds + 1);
  });

  it('waits for a client that does not read, holding no more than a batch for it', async () => {
    const subject = newSubject();
    const data = { filler: 'y'.repeat(4_000) };
    for (let round = 0; round < 30; round += 1) {
      activity.append(
        subject,
        upTo(100).map((n) => ({ message: String(n), data })),
      );
      await activity.flush(subject);
    }
    await finish(subject);
    const total = 3_001 * 4_000;
    const response = await fetch(`${baseUrl}/${subject.id}`);
    await sleep(1_500);
    const held = responses.at(-1);
    expect(held?.writableEnded).toBe(false);
    expect(held?.writableLength).toBeLessThan(1_500_000);
    const text = await response.text();
    expect(text.length).toBeGreaterThan(total);
    expect(idsOf(parseEvents(text))).toEqual(upTo(3_001));
  });

  it('ends for everyone when the process is told to stop', async () => {
    const subject = newSubject();
    activity.append(subject, [{ message: 'running' }]);
    await activity.flush(subject);
    const reading = readStream(subject);
    await sleep(300);
    streams.onModuleDestroy();
    expect(idsOf(await reading)).toEqual([1]);
  });

  it.each(['-1', 'x', '1.5', '99999999999', "1' OR '1'='1"])('refuses %j as a last id', async (id) => {
    const response = await fetch(`${baseUrl}/${newSubject().id}`, { headers: { 'last-event-id': id } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'INVALID_PARAMETER', errors: [{ field: 'lastEventId' }] });
  });
});
