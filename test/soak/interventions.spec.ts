import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { quoteIdentifier as id } from '../../src/platform/postgres/quoting.js';
import { sql } from '../support/database-state.js';
import {
  askRestore,
  type AskedRestore,
  type KillingGround,
  ourSession,
  type Source,
  startKillingGround,
} from '../support/killed-worker.js';
import { delay } from '../support/marked-database.js';

/** What somebody does to the databases while no worker looks after a restore that has made its side database. */
let place: KillingGround;

beforeAll(async () => {
  place = await startKillingGround(['renamed', 'made_anew', 'half_dropped', 'half_dropped_live']);
});
afterAll(async () => {
  await place.remove();
});

const onServer = <Row extends object>(text: string, values?: unknown[]): Promise<Row[]> =>
  sql<Row>({ ...sourceAt(0).database.target, database: 'postgres' }, text, values);

function sourceAt(index: number): Source {
  const source = place.sources[index];
  if (source === undefined) throw new Error(`There is no source ${index}.`);
  return source;
}

const databases = async (): Promise<string[]> =>
  (await onServer<{ name: string }>('SELECT datname AS name FROM pg_database WHERE NOT datistemplate ORDER BY 1')).map(
    ({ name }) => name,
  );

/** Restores one source up to where it builds its indexes, and kills the worker. */
async function interrupted(index: number): Promise<AskedRestore & { side: string; before: string; live: string }> {
  const source = sourceAt(index);
  await delay(place.server, 'index', 30);
  const restore = await askRestore(place, source);
  await ourSession(place, `query LIKE 'CREATE INDEX slow_index%'`);
  await place.killWorker();
  await delay(place.server, 'index', 0);
  const digits = restore.id.slice(-12);
  await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'bst %'`);
  return { ...restore, side: `bst_side_${digits}`, before: `bst_before_${digits}`, live: source.database.name };
}

it('a live database that was renamed away has its name again, and what the restore made is gone', async () => {
  const restore = await interrupted(0);
  await onServer(`ALTER DATABASE ${id(restore.live)} RENAME TO ${id(restore.before)}`);
  await onServer(`ALTER DATABASE ${id(restore.before)} ALLOW_CONNECTIONS false`);
  await place.startWorker();
  expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({
    status: 'failed',
    error: { code: 'SWAP_FAILED', message: expect.stringContaining('has its name again') },
  });
  expect(await restore.source.database.marker()).toBe('live');
  expect(await databases()).not.toContain(restore.side);
});

it('a live database that somebody made anew is not touched, nor anything else', async () => {
  const restore = await interrupted(1);
  await onServer(`ALTER DATABASE ${id(restore.live)} RENAME TO put_aside`);
  await onServer(`CREATE DATABASE ${id(restore.live)}`);
  const before = await databases();
  await place.startWorker();
  expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({
    status: 'failed',
    error: { code: 'SWAP_FAILED', message: expect.stringContaining('foreign_live') },
  });
  expect(await databases()).toEqual(before);
  expect(before).toEqual(expect.arrayContaining([restore.side, restore.live, 'put_aside']));
});

it('a side database whose DROP was interrupted is dropped, and the restore begins anew', async () => {
  const restore = await interrupted(2);
  await onServer('UPDATE pg_database SET datconnlimit = -2 WHERE datname = $1', [restore.side]);
  await place.startWorker();
  expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({ status: 'completed' });
  expect(await restore.source.database.marker()).toBe('old');
  expect(await databases()).not.toContain(restore.side);
});

it('a live database whose DROP was interrupted is not renamed, though PostgreSQL would', async () => {
  const restore = await interrupted(3);
  await onServer('UPDATE pg_database SET datconnlimit = -2 WHERE datname = $1', [restore.live]);
  await place.startWorker();
  expect(await place.jobs.restoreEnds(restore.id)).toMatchObject({
    status: 'failed',
    error: { code: 'SWAP_FAILED', message: expect.stringContaining('interrupted') },
  });
  expect(await databases()).toContain(restore.live);
});
