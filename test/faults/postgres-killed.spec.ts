import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, THROW_AWAY_SETTINGS } from '../../scripts/lib/postgres.mjs';
import type { PrivatePostgres } from '../../scripts/lib/postgres.mjs';
import { eventually } from '../support/eventually.js';
import { type FaultPlace, startFaultPlace } from '../support/fault-place.js';
import { filesBelow, leftovers, NOTHING } from '../support/leftovers.js';
import { expectStatus } from '../support/jobs-client.js';
import { createMarkedDatabase, delay, onDatabase, openSession } from '../support/marked-database.js';
import { standStill } from '../support/programs.js';

const dir = join(tmpdir(), `backstitch_postgres_${randomBytes(6).toString('hex')}`);
const startServer = (): Promise<PrivatePostgres> =>
  startPostgres({ dir, settings: THROW_AWAY_SETTINGS, isThrowAway: true });

let server: PrivatePostgres;
let place: FaultPlace;
let sourceId: string;

beforeAll(async () => {
  server = await startServer();
  place = await startFaultPlace({ server });
  const database = await createMarkedDatabase(server, 'shop', 100_000);
  sourceId = await place.jobs.addSource(database.target);
});
afterAll(async () => {
  await server.remove();
  await place.remove();
  await rm(dir, { recursive: true, force: true });
});

it('fails a backup whose server stops at once while pg_dump waits for its locks; the next one completes', async () => {
  const blocker = await openSession(server, 'shop');
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE public.filler IN ACCESS EXCLUSIVE MODE');
  const { id } = await place.jobs.askBackup(sourceId);
  await eventually('pg_dump waits for the lock', () =>
    onDatabase(server, 'postgres', async (db) => {
      const { rowCount } = await db.query(
        `SELECT FROM pg_stat_activity WHERE application_name LIKE 'bst %' AND wait_event_type = 'Lock'`,
      );
      return rowCount === 1;
    }),
  );
  server.kill('SIGQUIT');
  await expectFailedThenCompleted(id);
});

it('fails a backup whose server is killed with all its backends in the middle of the stream', async () => {
  let id = '';
  // A compressor that stands still fills every buffer before it: pg_dump is in the middle of its rows.
  const zstd = await standStill(place, 'shop', 'zstd', async () => {
    id = (await place.jobs.askBackup(sourceId)).id;
  });
  await eventually('pg_dump is held up in its rows', () =>
    onDatabase(server, 'postgres', async (db) => {
      const { rowCount } = await db.query(
        `SELECT FROM pg_stat_activity WHERE application_name LIKE 'bst %' AND query LIKE 'COPY public.filler%' AND wait_event = 'ClientWrite'`,
      );
      return rowCount === 1;
    }),
  );
  const backends = await onDatabase(server, 'postgres', (db) =>
    db.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()'),
  );
  for (const pid of [server.pid, ...backends.rows.map((row) => row.pid)]) process.kill(pid, 'SIGKILL');
  process.kill(zstd, 'SIGCONT');
  await expectFailedThenCompleted(id);
});

it('ends a restore whose server stopped in the middle, once the server is back, and leaves no side database', async () => {
  const backup = await place.jobs.completedBackup(sourceId);
  await delay(server, 'index', 30);
  const { restore } = expectStatus(202, await place.jobs.askRestore(backup.id));
  await eventually('it builds indexes', () =>
    onDatabase(server, 'postgres', async (db) => {
      const { rows } = await db.query(
        `SELECT FROM pg_stat_activity WHERE datname LIKE 'bst_side_%' AND query LIKE 'CREATE INDEX%' AND wait_event = 'PgSleep'`,
      );
      return rows.length === 1;
    }),
  );
  server.kill('SIGQUIT');
  await server.waitUntilGone();
  await eventually('the job is handed back', async () =>
    (await place.jobs.log(`restores/${restore.id}`)).some(({ phase }) => phase === 'handed_back'),
  );
  await server.stop();
  server = await startServer();
  place.server = server;
  await delay(server, 'index', 0);
  expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({ status: 'completed', error: null });
  expect(await leftovers(place)).toEqual(NOTHING);
});

async function expectFailedThenCompleted(id: string): Promise<void> {
  const failed = await place.jobs.backupEnds(id);
  expect(failed).toMatchObject({ status: 'failed', proof: 'none', artifacts: [] });
  expect(['DUMP_FAILED', 'SOURCE_UNREACHABLE']).toContain(failed.error?.code);
  const before = (await place.jobs.backupsOf(sourceId)).filter(({ status }) => status === 'completed');
  expect((await filesBelow(place.app.backupDir)).filter((file) => !file.startsWith('keys/'))).toHaveLength(
    2 * before.length,
  );

  await server.stop();
  server = await startServer();
  place.server = server;
  await place.jobs.completedBackup(sourceId);
  expect(await leftovers(place)).toEqual(NOTHING);
}
