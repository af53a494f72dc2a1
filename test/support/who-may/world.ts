import type { ApiClient } from '../api-client.js';
import type { AppProcess } from '../app-process.js';
import { sql } from '../database-state.js';
import { expectStatus, JobsClient } from '../jobs-client.js';
import { addPerson, addTenant } from '../people.js';
import { asAdmin, createTestDatabase, uniqueName } from '../postgres-databases.js';

/** A tenant with one real record of each kind, and another tenant without any. */
export interface World {
  ours: string;
  theirs: string;
  /** By the first part of a path: the id of a record of ours. */
  ids: Readonly<Record<string, string>>;
  /** What a connection of ours is like. */
  connection: object;
  drop: () => Promise<void>;
}

export const SOURCE_NAME = 'our own shop';

export async function makeWorld(app: AppProcess): Promise<World> {
  const [ours, theirs, database] = [await addTenant(app), await addTenant(app), await createTestDatabase()];
  await sql(database.target, 'CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item SELECT generate_series(1, 10)');
  const admin = await addPerson(app, { role: 'admin', tenantId: ours });
  const jobs = new JobsClient(admin);
  // The server of the control database is a superadmin's.
  const sources = await new JobsClient(app.api).addSource(database.target, { name: SOURCE_NAME, tenantId: ours });
  const asked = expectStatus<{ backup: { id: string }; jobId: string }>(
    202,
    await admin.post('/backups', { sourceId: sources }),
  );
  const backups = asked.backup.id;
  await jobs.backupEnds(backups);
  const copy = uniqueName('copy');
  const [restore, drill] = [
    await jobs.completedRestore(backups, { strategy: 'new_database', target: { database: copy } }),
    await jobs.endedDrill({ sourceId: sources, backupId: backups }),
  ];
  expectStatus(200, await admin.put('/settings', { maxBackups: 5 }));
  expectStatus(200, await admin.post('/retention/run', { dryRun: false }));
  const runs = expectStatus<{ items: { id: string }[] }>(200, await admin.get('/retention/runs'));
  const sessions = expectStatus<{ items: { id: string; userId: string }[] }>(200, await admin.get('/sessions')).items;
  const { body: me } = await admin.get<{ id: string }>('/auth/me');
  const { host, port, user, database: name } = database.target;
  return {
    ours,
    theirs,
    ids: {
      sources,
      backups,
      downloads: backups,
      jobs: asked.jobId,
      tenants: ours,
      users: me.id,
      sessions: sessions[0]?.id ?? '',
      restores: restore.id,
      drills: drill.id,
      'retention/runs': runs.items[0]?.id ?? '',
      schedules: await made(admin, '/schedules', { sourceId: sources, action: 'backup', cron: '0 3 1 1 *' }),
      'notification-channels': await made(admin, '/notification-channels', CHANNEL),
      'api-keys': await made(admin, '/api-keys', { name: 'one of ours', scopes: ['read'] }),
    },
    connection: { host, port, user, database: name },
    drop: async () => {
      await asAdmin((client) => client.query(`DROP DATABASE IF EXISTS ${copy}`));
      await database.drop();
    },
  };
}

const CHANNEL = {
  name: 'ours',
  kind: 'email',
  email: { to: ['ops@example.test'], smtp: { host: '127.0.0.1', port: 25, tls: 'none', from: 'us@example.test' } },
};
/** For the server's file. */
export const NOTIFICATION_HOSTS = ['127.0.0.1'];

async function made(api: ApiClient, path: string, body: object): Promise<string> {
  return expectStatus<{ id: string }>(201, await api.post(path, body)).id;
}

/** The address of an operation, with the id of our record, or the one that is given. `{otherId}` is of the same kind. */
export function addressOf(path: string, { ids }: World, id?: string): string {
  const kind = Object.keys(ids).find((name) => path.startsWith(`/${name}/`));
  const ours = kind === undefined ? undefined : ids[kind];
  if (path.includes('{') && ours === undefined) throw new Error(`There is no record of ours for ${path}.`);
  return path.replaceAll(/\{\w+\}/g, id ?? ours ?? '');
}
