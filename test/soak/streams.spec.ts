import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';

/** Many people watch a few backups, some of them with connections that break off again and again. */
const STREAMS = 500;
const BACKUPS = 4;
const TABLES = 300;
const MOST_MB_PER_STREAM = 0.7;
/** A job says a handful of things; these say more, as it is written by a job. */
const ROUNDS = 20;
const LINES = 25;
const SAY = `
  WITH numbered AS (
    INSERT INTO log_sequences ("subjectId", "tenantId", "lastSeq") SELECT id, "tenantId", $2::int FROM backups WHERE id = $1
    ON CONFLICT ("subjectId") DO UPDATE SET "lastSeq" = log_sequences."lastSeq" + excluded."lastSeq" RETURNING "lastSeq", "tenantId")
  INSERT INTO log_records ("subjectId", seq, "tenantId", "subjectType", kind, at, level, message)
  SELECT $1, "lastSeq" - $2::int + n, "tenantId", 'backup', 'log', now(), 'info', 'Line ' || n
    FROM numbered, generate_series(1, $2::int) n`;

let app: AppProcess;
let jobs: JobsClient;
let databases: TestDatabase[];

beforeAll(async () => {
  app = await startApp({
    env: { LOG_LEVEL: 'warn', WORKER_CONCURRENCY: '0', EVENT_STREAMS_PER_PERSON: String(STREAMS) },
  });
  jobs = new JobsClient(app.api, 300_000);
  databases = await Promise.all(Array.from({ length: BACKUPS }, () => createTestDatabase()));
  for (const { target } of databases) {
    await sql(
      target,
      `DO $$ BEGIN FOR n IN 1..${TABLES} LOOP
         EXECUTE format('CREATE TABLE t%s AS SELECT g, md5(g::text) AS text FROM generate_series(1, 500) g', n);
       END LOOP; END $$`,
    );
  }
}, 300_000);
afterAll(async () => {
  await app.stop();
  for (const database of databases) await database.drop();
});

it(`${STREAMS} streams while ${BACKUPS} backups run: none misses or repeats a record, and memory stays`, async () => {
  const sourceIds = await Promise.all(databases.map(({ target }) => jobs.addSource(target)));
  const ids = await Promise.all(sourceIds.map(async (sourceId) => (await jobs.askBackup(sourceId)).id));
  const memoryBefore = residentMb(app.process.pid);
  let peak = memoryBefore;
  const watch = setInterval(() => (peak = Math.max(peak, residentMb(app.process.pid))), 200);

  const streams = Array.from({ length: STREAMS }, (_, n) => follow(String(ids[n % BACKUPS]), n % 5 === 0));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const id of ids) await queryOnce(app.database.superuserUrl, SAY, [id, LINES]);
    await sleep(200);
  }
  await app.startWorker({ WORKER_CONCURRENCY: String(BACKUPS) });
  const seen = await Promise.all(streams).finally(() => {
    clearInterval(watch);
  });

  for (const [index, id] of ids.entries()) {
    expect(await jobs.backup(id)).toMatchObject({ status: 'completed' });
    const numbers = (await jobs.log(`backups/${id}`)).map(({ seq }) => seq);
    expect(numbers.length).toBeGreaterThan(ROUNDS * LINES);
    const wrong = seen.filter((_, n) => n % BACKUPS === index).filter((its) => its.join() !== numbers.join());
    expect(wrong).toEqual([]);
  }
  const after = residentMb(app.process.pid);
  process.stdout.write(`Memory of the API: ${memoryBefore} MB before, ${peak} MB at most, ${after} MB after.\n`);
  // Of Node's own for each connection; what is read is held once.
  expect(peak - memoryBefore).toBeLessThan(STREAMS * MOST_MB_PER_STREAM);

  // Once more on the finished ones: what was held for the first is not held any more.
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: STREAMS }, (_, n) => follow(String(ids[n % BACKUPS]), false)));
  }
  expect(residentMb(app.process.pid)).toBeLessThan(peak + 50);
}, 600_000);

/** The numbers of all records that a client got, to the end of the stream. One that `breaks` goes away after every few and comes back. */
async function follow(backupId: string, breaks: boolean): Promise<number[]> {
  const numbers: number[] = [];
  for (;;) {
    const last = numbers.at(-1);
    const response = await app.api.raw(`/backups/${backupId}/events`, {
      headers: last === undefined ? {} : { 'last-event-id': String(last) },
    });
    if (response.status === 204) return numbers;
    if (response.status === 503) {
      // Five hundred sign-ins are looked up at once: on a busy machine some are told to come back.
      await response.body?.cancel();
      await sleep(1_000);
      continue;
    }
    if (response.status !== 200 || response.body === null) throw new Error(`The stream answered ${response.status}.`);
    const isWhole = await readNumbers(response.body, numbers, breaks ? 7 : Infinity);
    if (isWhole && !breaks) return numbers;
  }
}

/** True when the stream ended by itself, false when `most` were read and we went. */
async function readNumbers(body: ReadableStream<Uint8Array>, into: number[], most: number): Promise<boolean> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return true;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id] = /^id: (\d+)$/m.exec(block) ?? [];
      if (id === undefined) continue;
      into.push(Number(id));
      read += 1;
      if (read < most) continue;
      await reader.cancel();
      return false;
    }
  }
}

function residentMb(pid: number): number {
  const [, kB = 'NaN'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kB) / 1024);
}
