import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { type BackupRecord, JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { largeDump, largeTar, rowsOf, streamUpload } from '../support/streamed-upload.js';

/** Beyond what a process that has worked before takes, the size of a dump must make no difference. */
const MOST_MORE = 200 * 1024 ** 2;

let directory: string;
let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;

beforeAll(async () => {
  // Not where tests lie in memory: that memory is what is measured.
  directory = await mkdtemp('/var/tmp/backstitch-import-');
  app = await startApp({ env: { BACKUP_DIR: join(directory, 'store') } });
  jobs = new JobsClient(app.api, 3_600_000);
  database = await createTestDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.drop();
  await rm(directory, { recursive: true });
});

/** Of server and worker, which are one process here. */
async function rss(): Promise<number> {
  const text = await readFile(`/proc/${app.process.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1]) * 1024;
}

async function imported(sourceId: string, file: AsyncIterable<Buffer>): Promise<BackupRecord> {
  const { answer } = await streamUpload(app, sourceId, file);
  return jobs.backupEnds((await answer).id);
}

it.each([
  ['five gigabytes', 5 * 1024 ** 3, largeDump],
  ['a tar of one', 1024 ** 3, largeTar],
])(
  '%s are imported with flat memory, and without a length being told',
  async (_what, bytes, made) => {
    const sourceId = await jobs.addSource(database.target);
    await imported(sourceId, made(64 * 1024 ** 2)); // what is loaded lazily is loaded, and buffers are as large as they get
    const before = await rss();
    let highest = before;
    const watch = setInterval(() => {
      rss().then(
        (now) => (highest = Math.max(highest, now)),
        () => undefined,
      );
    }, 200);
    const startedAt = performance.now();
    const backup = await imported(sourceId, made(bytes));
    clearInterval(watch);
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    process.stdout.write(`Imported in ${seconds} s; ${before} bytes of memory before, ${highest} at most.\n`);
    expect(backup).toMatchObject({ status: 'completed', error: null, tableCounts: { 'public.t': rowsOf(bytes) } });
    expect(highest - before).toBeLessThan(MOST_MORE);
  },
  3_600_000,
);
