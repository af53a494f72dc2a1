import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 as uuidV7 } from 'uuid';
import { MARKER_FILE } from '../../src/platform/storage/drivers/local-store-marker.js';
import type { ProblemBody } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { openClient, sql } from '../support/database-state.js';
import { type BackupRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { createRichSchema, RICH_ROWS } from '../support/rich-schema.js';

let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let backup: BackupRecord;

beforeAll(async () => {
  app = await startApp();
  jobs = new JobsClient(app.api);
  database = await createTestDatabase();
  const db = await database.open();
  await createRichSchema(db);
  await db.end();
  sourceId = await jobs.addSource(database.target, { name: 'The Größte shop' });
  backup = await jobs.completedBackup(sourceId, { description: 'the first', tags: ['a', 'b'], appVersion: '1.2.3' });
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

/** Every file below the store, keys of the tenant and the store's own marker aside. */
async function storedFiles(): Promise<string[]> {
  const entries = await readdir(app.backupDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== MARKER_FILE && !entry.parentPath.includes('/keys/'))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a completed backup', () => {
  it('has every field of the contract, and counts that are those of the database', () => {
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const seconds = expect.any(Number);
    expect(backup).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      number: 1,
      sourceId,
      tenantId: expect.any(String),
      name: expect.stringContaining('The Größte shop'),
      description: 'the first',
      origin: 'manual',
      type: 'full',
      status: 'completed',
      contents: ['database'],
      filters: null,
      tags: ['a', 'b'],
      pinned: false,
      trusted: true,
      proof: 'decoded',
      proofs: [
        {
          level: 'stored',
          at: time,
          seconds,
          evidence: {
            commands: [
              expect.arrayContaining([expect.stringMatching(/\/pg_dump$/), '--format=custom']),
              expect.arrayContaining(['zstd', '-1', '--zstd=hashLog=15', '--check']),
              expect.arrayContaining(['age', '-e']),
            ],
            program: expect.stringContaining('pg_dump'),
            exitCode: 0,
            storedBytes: backup.storedBytes,
          },
        },
        { level: 'checksum', at: time, seconds, evidence: { sha256 } },
        {
          level: 'decoded',
          at: time,
          seconds,
          evidence: {
            commands: [[expect.stringMatching(/\/pg_restore$/), '--file=/dev/null']],
            program: expect.stringContaining('pg_restore'),
            exitCode: 0,
            tables: Object.keys(RICH_ROWS).length,
            rows: Object.values(RICH_ROWS).reduce((sum, rows) => sum + rows, 0),
          },
        },
      ],
      progress: {
        percent: 100,
        phase: 'completed',
        bytes: backup.rawBytes,
        bytesPerSecond: expect.any(Number),
        etaSeconds: 0,
      },
      createdAt: time,
      startedAt: time,
      finishedAt: time,
      durationMs: expect.any(Number),
      rawBytes: expect.any(Number),
      storedBytes: expect.any(Number),
      retentionUntil: null,
      createdBy: 'admin@example.test',
      error: null,
      warnings: [],
      artifacts: [
        {
          id: expect.any(String),
          role: 'database',
          name: database.target.database,
          fileName: expect.stringMatching(/^the-gro-te-shop_backup_\d{8}_\d{6}\.dump\.zst\.age$/),
          storedBytes: backup.storedBytes,
          rawBytes: backup.rawBytes,
          sha256,
          compression: 'zstd',
          encryption: 'age',
        },
      ],
      versions: {
        server: expect.stringMatching(/^\d+/),
        pgDump: expect.any(String),
        backstitch: expect.any(String),
        app: '1.2.3',
      },
      migrationState: { frameworks: [] },
      extensions: expect.arrayContaining([{ name: 'hstore', version: expect.any(String), schema: 'public' }]),
      fingerprints: null,
      tableCounts: RICH_ROWS,
      databaseSize: expect.any(Number),
    });
    expect(Date.parse(backup.finishedAt ?? '')).toBeGreaterThan(Date.parse(backup.startedAt ?? ''));
    expect(backup.rawBytes).toBeGreaterThan(700_000);
    expect(backup.storedBytes).toBeLessThan(backup.rawBytes ?? 0);
  });

  it('lies in the store as its artifact and a manifest, and is in nobody else’s reach', async () => {
    const files = await storedFiles();
    const own = files.filter((file) => file.includes(backup.id.replaceAll('-', '').slice(-12)));
    expect(own.map((file) => file.split('/').at(-1)).sort()).toEqual(
      [backup.artifacts[0]?.fileName ?? '', 'manifest.json'].sort(),
    );
    expect(files.filter((file) => file.endsWith('.partial'))).toEqual([]);
  });

  it.each(['checksum', 'decoded'])('is verified to level %s, which its proofs then say', async (level) => {
    const before = await jobs.backup(backup.id);
    const after = await jobs.verifiedBackup(backup.id, level);
    expect(after).toMatchObject({ status: 'completed', proof: 'decoded', error: null });
    expect(after.proofs).toHaveLength(before.proofs.length + 1);
    expect(after.proofs.at(-1)).toMatchObject({
      level,
      evidence: { sha256: backup.artifacts[0]?.sha256, storedBytes: backup.storedBytes },
    });
  });

  it('gets a higher proof by a verification that reaches one', async () => {
    await sql(
      { ...database.target, database: new URL(app.database.superuserUrl).pathname.slice(1) },
      `UPDATE backups SET proof = 'stored' WHERE id = $1`,
      [backup.id],
    );
    expect((await jobs.verifiedBackup(backup.id, 'checksum')).proof).toBe('checksum');
    expect((await jobs.verifiedBackup(backup.id, 'decoded')).proof).toBe('decoded');
  });

  it('of an empty database is whole, with no table', async () => {
    const empty = await createTestDatabase();
    try {
      const record = await jobs.completedBackup(await jobs.addSource(empty.target));
      expect(record).toMatchObject({ tableCounts: {}, proof: 'decoded' });
      expect(record.storedBytes).toBeGreaterThan(0);
    } finally {
      await empty.drop();
    }
  });
});

describe('the download', () => {
  const path = (): string => `/backups/${backup.id}/download`;
  const etag = (): string => `"${backup.artifacts[0]?.sha256 ?? ''}"`;
  const stored = async (): Promise<Buffer> => {
    const file = (await storedFiles()).find((name) => name.endsWith(backup.artifacts[0]?.fileName ?? '?'));
    return readFile(file ?? '');
  };
  const download = async (headers: Record<string, string> = {}) => {
    const response = await app.api.raw(path(), { headers });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  it('gives the stored bytes, whose SHA-256 is the record’s and the ETag', async () => {
    const { status, headers, bytes } = await download();
    expect(status).toBe(200);
    expect(bytes.equals(await stored())).toBe(true);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(backup.artifacts[0]?.sha256);
    expect(headers.get('etag')).toBe(etag());
    expect(headers.get('content-length')).toBe(String(backup.storedBytes));
    expect(headers.get('accept-ranges')).toBe('bytes');
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  });

  it('gives ranges that put together are the whole', async () => {
    const size = backup.storedBytes ?? 0;
    const first = await download({ range: 'bytes=0-999' });
    const middle = await download({ range: `bytes=1000-${size - 101}` });
    const last = await download({ range: 'bytes=-100' });
    expect([first, middle, last].map(({ status }) => status)).toEqual([206, 206, 206]);
    expect(first.headers.get('content-range')).toBe(`bytes 0-999/${size}`);
    expect(last.headers.get('content-range')).toBe(`bytes ${size - 100}-${size - 1}/${size}`);
    expect(Buffer.concat([first.bytes, middle.bytes, last.bytes]).equals(await stored())).toBe(true);
  });

  it('answers 416 past the end, 304 for what the client has, and the whole for a range of something else', async () => {
    const beyond = await download({ range: `bytes=${backup.storedBytes ?? 0}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${backup.storedBytes ?? 0}`]);
    expect(beyond.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(beyond.bytes.toString())).toMatchObject({ status: 416, code: 'RANGE_NOT_SATISFIABLE' });
    const known = await download({ 'if-none-match': etag() });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
    expect((await download({ 'if-none-match': '"other"' })).status).toBe(200);
    expect((await download({ range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
    expect((await download({ range: 'bytes=0-9', 'if-range': etag() })).bytes).toHaveLength(10);
  });

  it('has the headers alone for HEAD', async () => {
    const response = await app.api.raw(path(), { method: 'HEAD' });
    expect([response.status, response.headers.get('etag')]).toEqual([200, etag()]);
    expect(response.headers.get('content-length')).toBe(String(backup.storedBytes));
  });
});

interface ServerEvent {
  id: string | null;
  event: string;
  data: Record<string, unknown>;
}

/** Reads an event stream until it ends, or until `enough` is true of what came; then it is left. */
async function readEvents(
  id: string,
  headers: Record<string, string>,
  enough: (events: ServerEvent[]) => boolean = () => false,
): Promise<{ status: number; events: ServerEvent[] }> {
  const response = await app.api.raw(`/backups/${id}/events`, { headers });
  const events: ServerEvent[] = [];
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let chunk = await reader?.read(); chunk !== undefined && !chunk.done; chunk = await reader?.read()) {
    text += decoder.decode(chunk.value as Uint8Array, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.flatMap(toEvent));
    if (enough(events)) break;
  }
  await reader?.cancel();
  return { status: response.status, events };
}

function toEvent(block: string): ServerEvent[] {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const event = fields.get('event');
  if (event === undefined) return [];
  return [
    { id: fields.get('id') ?? null, event, data: JSON.parse(fields.get('data') ?? 'null') as Record<string, unknown> },
  ];
}

describe('the event stream', () => {
  it('is followed live, resumed after a cut without a gap, ends with the final status, and is 204 after it', async () => {
    // Somebody's lock holds the dump up, so that the stream is left in its middle.
    const holder = await openClient(database.target);
    await holder.query('BEGIN; LOCK TABLE shop.big');
    const { id } = await jobs.askBackup(sourceId);
    const first = await readEvents(id, {}, (events) =>
      events.some(({ data }) => /^pg_dump .* reads/.test(String(data.message))),
    );
    expect(first.events.filter(({ event }) => event === 'status').map(({ data }) => data.status)).toEqual(['running']);
    const cutAt = first.events.findLast((event) => event.id !== null)?.id ?? '0';
    await holder.end();
    const second = await readEvents(id, { 'last-event-id': cutAt });
    const numbered = [...first.events, ...second.events].filter((event) => event.id !== null);
    expect(numbered.map((event) => Number(event.id))).toEqual(numbered.map((_, index) => index + 1));
    expect(numbered.at(-1)).toMatchObject({ event: 'status', data: { status: 'completed' } });
    expect(second.events.some(({ event, data }) => event === 'progress' && data.percent === 100)).toBe(true);

    const log = await jobs.log(`backups/${id}`);
    expect(numbered.map(({ data }) => data.seq)).toEqual(log.map(({ seq }) => seq));
    expect(numbered.map(({ data }) => data.message)).toEqual(log.map(({ message }) => message));

    const after = await readEvents(id, { 'last-event-id': numbered.at(-1)?.id ?? '' });
    expect(after).toEqual({ status: 204, events: [] });
    const anew = await readEvents(id, {});
    expect(anew.events.filter((event) => event.id !== null)).toHaveLength(numbered.length);
  });

  it('goes on where a log was read to, and filters it by level', async () => {
    const log = await jobs.log(`backups/${backup.id}`);
    const page = await app.api.get<{ items: { seq: number }[] }>(`/backups/${backup.id}/logs?after=2&limit=3`);
    expect(page.body.items.map(({ seq }) => seq)).toEqual([3, 4, 5]);
    const errors = await app.api.get<{ items: { level: string }[] }>(`/backups/${backup.id}/logs?level=error`);
    expect(errors.body.items).toEqual([]);
    expect(log.length).toBeGreaterThan(5);
  });
});

describe('deleting', () => {
  it('frees exactly the bytes, removes the files, and leaves no record', async () => {
    const { id, storedBytes } = await jobs.completedBackup(sourceId);
    const part = id.replaceAll('-', '').slice(-12);
    const files = (await storedFiles()).filter((file) => file.includes(part));
    const sizes = await Promise.all(files.map(async (file) => (await readFile(file)).length));
    const { freedBytes } = expectStatus<{ freedBytes: number }>(200, await app.api.delete(`/backups/${id}`));
    expect(freedBytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
    expect(freedBytes).toBeGreaterThan(storedBytes ?? 0);
    expect((await storedFiles()).filter((file) => file.includes(part))).toEqual([]);
    expect((await app.api.get(`/backups/${id}`)).status).toBe(404);
    expect((await app.api.delete(`/backups/${id}`)).status).toBe(404);
  });

  it('is refused for a pinned backup until it is unpinned', async () => {
    expectStatus(200, await app.api.patch(`/backups/${backup.id}`, { pinned: true }));
    const refused = await app.api.delete<ProblemBody>(`/backups/${backup.id}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'CONFLICT']);
    expectStatus(200, await app.api.patch(`/backups/${backup.id}`, { pinned: false, name: 'renamed' }));
    expect((await jobs.backup(backup.id)).name).toBe('renamed');
  });
});

describe('what is asked', () => {
  it.each([
    ['an unknown property', { colour: 'red' }, 'colour'],
    ['a type that is not made yet', { type: 'incremental' }, 'type'],
    ['no tags but a text', { tags: 'red' }, 'tags'],
  ])('is INVALID_PARAMETER with %s', async (_, more, field) => {
    const { status, body } = await app.api.post<ProblemBody>('/backups', { sourceId, ...more });
    expect([status, body.code]).toEqual([400, 'INVALID_PARAMETER']);
    expect(body.errors?.map((error) => error.field)).toContain(field);
  });

  it('is NOT_FOUND for a source that is none, and says where a database is gone', async () => {
    expect((await app.api.post('/backups', { sourceId: uuidV7() })).status).toBe(404);
    const gone = await createTestDatabase();
    const source = await jobs.addSource(gone.target);
    await gone.drop();
    const ended = await jobs.endedBackup(source);
    expect(ended).toMatchObject({
      status: 'failed',
      proof: 'none',
      error: { code: 'SOURCE_UNREACHABLE', hint: expect.any(String) },
    });
    expect((await jobs.log(`backups/${ended.id}`)).at(-1)).toMatchObject({ message: ended.error?.message });
  });
});

describe('another tenant', () => {
  it('finds nothing of ours: not in a list, a record, a log, a stream, a download or an act', async () => {
    const { tenantId, client } = await addTenant('others');
    const theirs = new JobsClient(client);
    const [record] = await jobs.backupsOf(sourceId);
    expect(record).toBeDefined();
    expect((await client.get<{ total: number }>('/backups')).body).toMatchObject({ items: [], total: 0 });
    expect((await client.get<{ total: number }>('/sources')).body).toMatchObject({ items: [], total: 0 });
    for (const path of ['', '/logs', '/events', '/download'])
      expect((await client.get(`/backups/${backup.id}${path}`)).status).toBe(404);
    for (const act of ['verify', 'cancel', 'restore-plan'])
      expect((await client.post(`/backups/${backup.id}/${act}`, {})).status).toBe(404);
    expect((await theirs.refusedRestore(backup.id)).status).toBe(404);
    expect((await client.patch(`/backups/${backup.id}`, { pinned: true })).status).toBe(404);
    expect((await client.delete(`/backups/${backup.id}`)).status).toBe(404);
    expect((await client.post('/backups', { sourceId })).status).toBe(404);
    expect((await client.get(`/sources/${sourceId}`)).status).toBe(404);
    expect((await jobs.backup(backup.id)).status).toBe('completed');

    const theirSource = await jobs.addSource(database.target, { tenantId });
    const theirBackup = await theirs.completedBackup(theirSource);
    expect(theirBackup).toMatchObject({ tenantId, number: 1, tableCounts: RICH_ROWS });
    expect((await client.get<{ total: number }>('/backups')).body.total).toBe(1);
    expect(await theirs.backupsOf(sourceId)).toEqual([]);
  });

  it('is let do no more than the role allows', async () => {
    const { tenantId, client } = await addTenant('viewers', 'viewer');
    const theirSource = await jobs.addSource(database.target, { tenantId });
    expect((await client.get(`/sources/${theirSource}`)).status).toBe(200);
    const refused = await client.post<ProblemBody>('/backups', { sourceId: theirSource });
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN']);
  });
});

/** Tenants and users have no API yet: they are written where they lie. Their password is the admin's. */
async function addTenant(slug: string, role = 'admin') {
  const control = { ...database.target, database: new URL(app.database.superuserUrl).pathname.slice(1) };
  const tenantId = uuidV7();
  await sql(control, 'INSERT INTO tenants (id, slug, name) VALUES ($1, $2, $2)', [tenantId, slug]);
  await sql(
    control,
    `INSERT INTO users (id, "tenantId", email, "passwordHash", role)
     SELECT $1, $2, $3, "passwordHash", $4 FROM users WHERE email = 'admin@example.test'`,
    [uuidV7(), tenantId, `${slug}@example.test`, role],
  );
  return { tenantId, client: await app.anonymous.login(`${slug}@example.test`, 'a-password-for-tests') };
}
