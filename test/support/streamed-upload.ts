import { request, type ClientRequest } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ADMIN, type AppProcess } from './app-process.js';
import { integer, PREAMBLE, rows, table, writeArchive, writeTocOfFiles } from './archive-writer.js';
import { type BackupRecord, expectStatus } from './jobs-client.js';
import { tarBlocks, writeTar } from './tar-writer.js';

const LINE_BYTES = 128;
const CHUNK_BYTES = 64 * 1024;

/** How many rows `largeDump` has. */
export function rowsOf(bytes: number): number {
  return Math.ceil(bytes / CHUNK_BYTES) * (CHUNK_BYTES / LINE_BYTES);
}

const ENTRIES = [...PREAMBLE, table('t', 'body text'), { ...rows('t', [], 'body'), data: [] }];
const END = Buffer.from('\\.\n\n\n');

/** Rows of a text that does not compress to nothing, as an archive of this size: nobody has it whole, here or there. */
export async function* largeDump(bytes: number): AsyncGenerator<Buffer> {
  const head = writeArchive({ entries: ENTRIES });
  yield head.subarray(0, head.length - 5);
  for (const chunk of chunksOf(bytes)) yield Buffer.concat([integer(CHUNK_BYTES), chunk]);
  yield Buffer.concat([integer(END.length), END, integer(0)]);
}

/** The same in the directory format, as a tar whose table of contents comes last. */
export async function* largeTar(bytes: number): AsyncGenerator<Buffer> {
  const size = Math.ceil(bytes / CHUNK_BYTES) * CHUNK_BYTES + END.length;
  const [header = Buffer.alloc(0)] = tarBlocks({ name: '5.dat', size: size.toString(8).padStart(11, '0') });
  yield header;
  yield* chunksOf(bytes);
  yield Buffer.concat([END, Buffer.alloc((512 - (size % 512)) % 512)]);
  yield writeTar([{ name: 'toc.dat', data: writeTocOfFiles({ entries: ENTRIES }) }]);
}

function* chunksOf(bytes: number): Generator<Buffer> {
  for (let sent = 0, seed = 1; sent < bytes; sent += CHUNK_BYTES) {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let at = 0; at < CHUNK_BYTES; at += 1) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      chunk[at] = at % LINE_BYTES === LINE_BYTES - 1 ? 10 : 97 + ((seed >> 16) % 26);
    }
    yield chunk;
  }
}

export interface StreamedUpload {
  sent: ClientRequest;
  /** Of a form that came to its end. */
  answer: Promise<BackupRecord>;
}

/** Without a Content-Length, as long as it takes. */
export async function streamUpload(
  app: AppProcess,
  sourceId: string,
  file: AsyncIterable<Buffer>,
): Promise<StreamedUpload> {
  const login = await app.anonymous.post<{ accessToken: string }>('/auth/login', ADMIN);
  const { accessToken } = expectStatus(200, login);
  const headers = {
    authorization: `Bearer ${accessToken}`,
    'content-type': 'multipart/form-data; boundary=b',
    'transfer-encoding': 'chunked',
  };
  const sent = request(`${app.baseUrl}/api/v1/backups/import`, { method: 'POST', headers });
  const answer = new Promise<BackupRecord>((resolve, reject) => {
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        if (response.statusCode === 202) resolve((JSON.parse(text) as { backup: BackupRecord }).backup);
        else reject(new Error(text));
      });
    });
    sent.on('error', reject);
    pipeline(Readable.from(form(sourceId, file)), sent).catch(reject);
  });
  answer.catch(() => undefined); // for whoever waits for it
  return { sent, answer };
}

async function* form(sourceId: string, file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from(`--b\r\nContent-Disposition: form-data; name="sourceId"\r\n\r\n${sourceId}\r\n`);
  yield Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n');
  yield* file;
  yield Buffer.from('\r\n--b--\r\n');
}
