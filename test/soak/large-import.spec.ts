import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { PREAMBLE, rows, table, integer, writeArchive } from '../support/archive-writer.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

const BYTES = Number(process.env.IMPORT_BYTES ?? 5 * 1024 ** 3);
/** Beyond what a process that has worked before takes, the size of a dump must make no difference. */
const MOST_MORE = 200 * 1024 ** 2;

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api, 3_600_000);
  database = await createTestDatabase();
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

/** Rows of some text that does not compress to nothing, as an archive of this size: nobody has it whole, here or there. */
async function* dump(bytes: number): AsyncGenerator<Buffer> {
  const head = writeArchive({
    entries: [...PREAMBLE, table('t', 'body text'), { ...rows('t', [], 'body'), data: [] }],
  });
  yield head.subarray(0, head.length - 5);
  const line = Buffer.alloc(64 * 1024);
  for (let sent = 0, seed = 1; sent < bytes; sent += line.length) {
    for (let at = 0; at < line.length; at += 1) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      line[at] = at % 128 === 127 ? 10 : 97 + ((seed >> 16) % 26);
    }
    yield Buffer.concat([integer(line.length), line]);
  }
  const end = Buffer.from('\\.\n\n\n');
  yield Buffer.concat([integer(end.length), end, integer(0)]);
}

it(`${BYTES} bytes are imported with flat memory, and without a length being told`, async () => {
  const sourceId = await jobs.addSource(database.target);
  await send(sourceId, 1024 ** 2); // what is loaded lazily is loaded
  const before = await rss();
  let highest = before;
  const watch = setInterval(() => {
    rss().then(
      (now) => (highest = Math.max(highest, now)),
      () => undefined,
    );
  }, 200);
  const startedAt = performance.now();
  const backup = await send(sourceId, BYTES);
  clearInterval(watch);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  process.stdout.write(
    `Imported ${BYTES} bytes in ${seconds} s; ${before} bytes of memory before, ${highest} at most.\n`,
  );
  expect(backup).toMatchObject({ status: 'completed', error: null });
  expect(backup.tableCounts).toEqual({ 'public.t': Math.ceil(BYTES / 65_536) * 512 });
  expect(highest - before).toBeLessThan(MOST_MORE);
});

/** Of server and worker, which are one process here. */
async function rss(): Promise<number> {
  const text = await readFile(`/proc/${app.process.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1]) * 1024;
}

async function send(sourceId: string, bytes: number): Promise<BackupRecord> {
  const login = await app.anonymous.post<{ accessToken: string }>('/auth/login', ADMIN);
  const { accessToken } = expectStatus(200, login);
  const answered = new Promise<string>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'multipart/form-data; boundary=b',
      'transfer-encoding': 'chunked',
    };
    const sent = request(`${app.baseUrl}/api/v1/backups/import`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve(text);
      });
    });
    sent.on('error', reject);
    pipeline(form(sourceId, bytes), sent).catch(reject);
  });
  const { backup } = JSON.parse(await answered) as { backup: BackupRecord };
  return jobs.backupEnds(backup.id);
}

async function* form(sourceId: string, bytes: number): AsyncGenerator<Buffer> {
  yield Buffer.from(`--b\r\nContent-Disposition: form-data; name="sourceId"\r\n\r\n${sourceId}\r\n`);
  yield Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n');
  yield* dump(bytes);
  yield Buffer.from('\r\n--b--\r\n');
}
