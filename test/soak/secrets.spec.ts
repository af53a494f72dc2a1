import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { REPOSITORY } from '../support/documents.js';
import { inTime } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { dropWithKept } from '../support/kept-databases.js';
import { addChannel, deliveriesOf } from '../support/notifications.js';
import { asAdmin, createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import {
  type Secrets,
  secretsIn,
  secretsInDatabase,
  secretsInFiles,
  secretsInRedis,
  watchPrograms,
} from '../support/secret-search.js';

// Everything that handles a secret is done once; then each is searched for wherever it could have been left.
const planted = (): string => `planted-${randomBytes(12).toString('hex')}`;
const ROLE = uniqueName('secretive');
const secrets: Secrets = {
  'source password': planted(),
  'wrong password': planted(),
  'channel address': planted(),
};

let app: AppProcess;
let database: TestDatabase;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  app = await startApp({ serverFile: { notificationHosts: ['127.0.0.1'] } });
  database = await createTestDatabase();
  await asAdmin((admin) =>
    admin.query(`CREATE ROLE ${ROLE} SUPERUSER LOGIN PASSWORD '${secrets['source password'] ?? ''}'`),
  );
});
afterAll(async () => {
  await dropWithKept(app, database);
  await asAdmin((admin) => admin.query(`DROP ROLE ${ROLE}`));
  await app.stop();
  await receiver.stop();
});

it('leaves no secret in logs, tables, Redis, files, arguments or environments', async () => {
  secrets['master key'] = app.masterKey;
  secrets['admin password'] = app.env.ADMIN_PASSWORD ?? '';
  const watch = watchPrograms(app.process.pid, secrets);
  await app.anonymous.post('/auth/login', { email: 'nobody@example.test', password: secrets['wrong password'] });
  const key = expectStatus<{ key: string }>(
    201,
    await app.api.post('/api-keys', { name: 'one', scopes: ['admin'] }),
  ).key;
  secrets['API key'] = key.split('_').at(-1) ?? key;
  const channel = await addChannel(app.api, {
    ...{ kind: 'webhook', events: ['failed', 'succeeded'] },
    url: `${receiver.url}/${secrets['channel address'] ?? ''}`,
  });
  secrets['channel secret'] = channel.secret ?? '';

  await sql(
    database.target,
    'CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item SELECT generate_series(1, 1000)',
  );
  const jobs = new JobsClient(app.api.withToken(key), 120_000);
  const target = { ...database.target, user: ROLE, password: secrets['source password'] ?? '' };
  const sourceId = await jobs.addSource(target);
  const backup = await jobs.completedBackup(sourceId, { fingerprints: true });
  await jobs.verifiedBackup(backup.id, 'restored');
  await jobs.endedDrill({ sourceId });
  const restore = await jobs.completedRestore(backup.id);
  await jobs.rolledBack(restore.id);
  const broken = { ...target, port: 1, password: secrets['wrong password'] ?? '' };
  expect((await jobs.endedBackup(await jobs.addSource(broken))).status).toBe('failed');
  await inTime('a notification was sent', async () => {
    const deliveries = await deliveriesOf(app.api, channel.id);
    return deliveries.some(({ status }) => status === 'sent') ? true : null;
  });

  const { found, programs } = watch.stop();
  expect(programs).toEqual(expect.arrayContaining(['pg_dump', 'pg_restore']));
  expect(found).toEqual([]);
  expect(secretsIn(app.process.stdout + app.process.stderr, secrets)).toEqual([]);
  expect(await secretsInDatabase(app.database.superuserUrl, secrets)).toEqual([]);
  expect(await secretsInRedis(app.env.REDIS_URL ?? '', secrets)).toEqual([]);
  expect(secretsInFiles(app.env.BACKSTITCH_HOME ?? '', secrets)).toEqual([]);
  const cores = [REPOSITORY, app.env.BACKSTITCH_HOME ?? ''].flatMap((place) => readdirSync(place));
  expect(cores.filter((name) => /^core(\.\d+)?$/.test(name))).toEqual([]);
}, 600_000);

it('finds what is planted where it should not be', async () => {
  const known = { one: 'planted-for-this' };
  expect(secretsIn(`x ${Buffer.from(known.one).toString('hex')}`, known)).toEqual(['one']);
  await sql(
    database.target,
    `CREATE TABLE leak (data jsonb, bytes bytea); INSERT INTO leak VALUES ('{"a": "planted-for-this"}', '')`,
  );
  const { host, port, user, password, database: name } = database.target;
  const url = `postgres://${user}:${password ?? ''}@${host}:${port}/${name}`;
  expect(await secretsInDatabase(url, known)).toEqual(['one in the table public.leak']);
});
