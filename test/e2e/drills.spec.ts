import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProblemBody } from '../support/api-client.js';
import { openClient, readState, sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, type DrillRecord, expectStatus, JobsClient } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { uniqueName } from '../support/postgres-databases.js';
import { queryOnce } from '../support/throwaway-database.js';
import { type TypeormProject, writeTypeormProject } from '../support/typeorm-project.js';
import {
  ADD_ORDERS,
  addShop,
  applyMigrations,
  ELSEWHERE,
  ourDatabases,
  type Shop,
  type ShopPlace,
  startShopPlace,
  writeCode,
} from '../support/typeorm-shop.js';

let place: ShopPlace;
let jobs: JobsClient;
let project: TypeormProject;
let shop: Shop;
let backup: BackupRecord;

beforeAll(async () => {
  const migrationRunners = { idle: { command: ['true'], cwd: tmpdir(), env: {} } };
  place = await startShopPlace({ serverFile: { migrationRunners } });
  jobs = place.jobs;
});
afterAll(() => place.stop());
beforeEach(async () => {
  project = await writeTypeormProject({});
  shop = await addShop(place, project);
  backup = await jobs.completedBackup(shop.sourceId, { fingerprints: true });
});

const control = <Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce(place.app.database.superuserUrl, query, values);

const refused = async (body: object): Promise<unknown[]> => {
  const answer = await place.app.api.post<ProblemBody>('/drills', body);
  return [answer.status, answer.body.code];
};

const phasesOf = ({ phases }: DrillRecord): string[] => phases.map(({ name, status }) => `${name} ${status}`);

async function eventsOf({ id }: { id: string }): Promise<string[]> {
  const rows = await control<{ kind: string }>('SELECT kind FROM events WHERE "subjectId" = $1 ORDER BY id', [id]);
  return rows.map(({ kind }) => kind);
}

describe('a drill', () => {
  it('restores the newest backup, compares, migrates, measures, drops, and touches nothing else', async () => {
    await sql(shop.target, `INSERT INTO customers (name, email) VALUES ('Grace Hopper', 'g@example.test')`);
    const newest = await jobs.completedBackup(shop.sourceId, { fingerprints: true });
    await writeCode(project, ADD_ORDERS);
    const live = await readState(shop.target);
    await control(`UPDATE backups SET "createdAt" = now() + interval '1 year' WHERE id = $1`, [backup.id]);
    // The source is busy, and its tables are locked: a drill does not mind.
    const holder = await openClient(shop.target);
    await holder.query('BEGIN; LOCK TABLE customers');
    const running = await jobs.askBackup(shop.sourceId);

    const drill = await jobs.endedDrill({ sourceId: shop.sourceId });
    expect((await jobs.backup(running.id)).status).toBe('running');
    await holder.end();
    expect(drill).toMatchObject({
      status: 'completed',
      error: null,
      origin: 'manual',
      backupId: newest.id,
      target: { sourceId: shop.sourceId },
      proof: 'migrated',
      requestedBy: 'admin@example.test',
      warnings: [],
    });
    expect(phasesOf(drill)).toEqual([
      'checksum completed',
      'scratch_database completed',
      'restoring completed',
      'counting completed',
      'migrating completed',
      'analyzing completed',
    ]);
    const seconds = drill.phases.reduce((sum, phase) => sum + (phase.seconds ?? NaN), 0);
    expect(drill.recoverySeconds).toBeCloseTo(seconds, 2);
    expect(drill.recoverySeconds).toBeLessThanOrEqual((drill.durationMs ?? 0) / 1_000);
    expect(drill.phases[3]?.detail).toMatchObject({ rows: 5, fingerprints: { tables: 2, skipped: null } });
    expect(drill.phases[4]?.detail).toMatchObject({ runner: 'typeorm', pending: [ADD_ORDERS], verdict: 'behind' });

    const proven = await jobs.backup(newest.id);
    expect(proven).toMatchObject({ status: 'completed', proof: 'migrated' });
    expect(proven.proofs.slice(-4).map(({ level }) => level)).toEqual(['checksum', 'restored', 'counted', 'migrated']);
    expect(proven.proofs.at(-1)?.evidence).toMatchObject({ pending: [ADD_ORDERS] });
    expect(await eventsOf(drill)).toEqual(['drill.completed']);
    const log = await jobs.logText(`drills/${drill.id}`);
    expect(log).toMatch(/restores backup #\d+ on its own server/);
    expect(log).toContain(`The scratch database "${String(drill.phases[2]?.detail.database)}" is dropped.`);
    expect((await jobs.backupEnds(running.id)).status).toBe('completed');
    expect(await readState(shop.target)).toEqual(live);
    expect(await ourDatabases(shop.target)).toEqual([]);
  });

  it('says that nothing is pending, which is as good', async () => {
    const drill = await jobs.endedDrill({ sourceId: shop.sourceId });
    expect(drill).toMatchObject({ status: 'completed', proof: 'migrated' });
    expect(drill.phases[4]).toMatchObject({ status: 'completed', detail: { verdict: 'same', pending: [] } });
  });

  it('fails where a restore would: the runner does nothing, or there is no way forward', async () => {
    await writeCode(project, ADD_ORDERS);
    const migrations = { framework: 'typeorm', codePath: project.codePath, runner: 'idle' };
    expectStatus(200, await place.app.api.patch(`/sources/${shop.sourceId}`, { migrations }));
    const idle = await jobs.endedDrill({ sourceId: shop.sourceId });
    expect(idle).toMatchObject({
      status: 'failed',
      proof: 'counted',
      recoverySeconds: null,
      error: { code: 'MIGRATION_FAILED', message: expect.stringContaining(`${ADD_ORDERS} of`) },
    });
    expect(phasesOf(idle).slice(-2)).toEqual(['counting completed', 'migrating failed']);
    expect(await eventsOf(idle)).toEqual(['drill.failed']);
    expect(await jobs.backup(backup.id)).toMatchObject({ status: 'completed', proof: 'counted' });

    await applyMigrations(shop.target, ELSEWHERE);
    const ahead = await jobs.completedBackup(shop.sourceId);
    const drill = await jobs.endedDrill({ sourceId: shop.sourceId, backupId: ahead.id });
    expect(drill).toMatchObject({ status: 'failed', proof: 'counted', error: { code: 'SCHEMA_DIVERGED' } });
    expect(await ourDatabases(shop.target)).toEqual([]);
  });

  it('without a runner, and without the live database, goes as far as it can and says so', async () => {
    const empty = uniqueName('elsewhere');
    await sql({ ...shop.target, database: 'postgres' }, `CREATE DATABASE ${empty}`);
    const elsewhere = await jobs.addSource({ ...shop.target, database: empty });
    await applyMigrations(shop.target, ADD_ORDERS);
    expectStatus(200, await place.app.api.patch(`/sources/${shop.sourceId}`, { migrations: {} }));
    const byHand = await jobs.endedDrill({ sourceId: shop.sourceId });
    expect(byHand).toMatchObject({
      status: 'completed',
      proof: 'counted',
      warnings: [{ code: 'NO_MIGRATION_RUNNER' }],
    });
    expect(byHand.phases[4]).toMatchObject({ status: 'skipped', detail: { pending: [ADD_ORDERS] } });

    await sql({ ...shop.target, database: 'postgres' }, `DROP DATABASE ${shop.target.database} WITH (FORCE)`);
    const lost = await jobs.endedDrill({ sourceId: shop.sourceId, target: { sourceId: elsewhere } });
    expect(lost).toMatchObject({
      status: 'completed',
      proof: 'counted',
      target: { sourceId: elsewhere },
      warnings: [{ code: 'LIVE_UNREACHABLE' }],
    });
    expect(lost.phases[4]).toMatchObject({ status: 'skipped', detail: { verdict: 'unknown' } });
  });

  it('cannot be made by a role that may not create databases, and harms no backup', async () => {
    const role = uniqueName('bst_plain');
    await sql({ ...shop.target, database: 'postgres' }, `CREATE ROLE ${role} LOGIN PASSWORD 'plain'`);
    await sql(shop.target, 'GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC');
    const plain = await jobs.addSource({ ...shop.target, user: role, password: 'plain' });
    const drill = await jobs.endedDrill({ sourceId: shop.sourceId, target: { sourceId: plain } });
    expect(drill).toMatchObject({
      status: 'failed',
      error: { code: 'PERMISSION_DENIED', hint: expect.stringContaining('another source') },
    });
    expect(phasesOf(drill)).toEqual(['checksum completed', 'scratch_database failed']);
    expect(await jobs.backup(backup.id)).toMatchObject({ status: 'completed', error: null });
  });

  it('finds damage, and calls the backup corrupted', async () => {
    const { backupDir } = place.app;
    const names = await readdir(backupDir, { recursive: true });
    const file = join(backupDir, names.find((name) => name.endsWith(backup.artifacts[0]?.fileName ?? '?')) ?? '?');
    const bytes = await readFile(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(file, bytes);
    const drill = await jobs.endedDrill({ sourceId: shop.sourceId });
    expect(drill).toMatchObject({ status: 'failed', proof: 'none', error: { code: 'CHECKSUM_MISMATCH' } });
    expect(await jobs.backup(backup.id)).toMatchObject({
      status: 'corrupted',
      error: { code: 'CHECKSUM_MISMATCH' },
    });
    expect(await eventsOf(drill)).toEqual(['drill.failed']);
    expect(await eventsOf(backup)).toContain('backup.corrupted');
    expect(await refused({ sourceId: shop.sourceId })).toEqual([409, 'BACKUP_NOT_READY']);
    expect(await refused({ sourceId: shop.sourceId, backupId: backup.id })).toEqual([409, 'BACKUP_NOT_READY']);
  });
});

describe('a drill under way', () => {
  it('keeps its backup and its server, is alone, and is canceled without a trace', async () => {
    await sql(
      shop.target,
      `CREATE FUNCTION slow(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS
         'BEGIN IF current_database() LIKE ''bst_scratch_%'' THEN PERFORM pg_sleep(60); END IF; RETURN n; END';
       CREATE TABLE slow_to_index (n int); INSERT INTO slow_to_index VALUES (1); CREATE INDEX ON slow_to_index (slow(n))`,
    );
    const slow = await jobs.completedBackup(shop.sourceId);
    const { drill } = expectStatus(
      202,
      await place.app.api.post<{ drill: DrillRecord }>('/drills', { sourceId: shop.sourceId }),
    );
    await eventually('the index is being built', async () => {
      const rows = await sql(
        { ...shop.target, database: 'postgres' },
        `SELECT 1 FROM pg_stat_activity WHERE datname LIKE 'bst_scratch_%' AND wait_event = 'PgSleep'`,
      );
      return rows.length > 0;
    });
    const { api } = place.app;
    expect(await refused({ sourceId: shop.sourceId })).toEqual([409, 'CONFLICT']);
    expect((await api.delete<ProblemBody>(`/backups/${slow.id}`)).body.code).toBe('BACKUP_IN_USE');
    expect((await api.delete<ProblemBody>(`/sources/${shop.sourceId}?withBackups=true`)).body.code).toBe(
      'BACKUP_IN_USE',
    );
    const moved = await api.patch<ProblemBody>(`/sources/${shop.sourceId}`, { database: { port: 1, password: 'x' } });
    expect([moved.status, moved.body.code]).toEqual([409, 'CONFLICT']);
    // Another backup of the source may be drilled at the same time.
    expect(await jobs.endedDrill({ sourceId: shop.sourceId, backupId: backup.id })).toMatchObject({
      status: 'completed',
    });

    expectStatus(202, await api.post(`/drills/${drill.id}/cancel`));
    const canceled = await jobs.drillEnds(drill.id);
    expect(canceled).toMatchObject({ status: 'canceled', error: { code: 'CANCELED' } });
    expect(phasesOf(canceled).at(-1)).toBe('restoring failed');
    expect(await eventsOf(drill)).toEqual([]);
    expect(await jobs.backup(slow.id)).toMatchObject({ status: 'completed', proof: 'decoded' });
    expect(await ourDatabases(shop.target)).toEqual([]);
    const again = await api.post<ProblemBody>(`/drills/${drill.id}/cancel`);
    expect([again.status, again.body.code]).toEqual([409, 'CONFLICT']);
  });
});

describe('a schedule of drills', () => {
  it('drills the newest backup, and says so where there is none', async () => {
    const { api } = place.app;
    const schedule = async (sourceId: string): Promise<string> => {
      const wish = { sourceId, action: 'drill', name: 'every night', every: '24h', enabled: false };
      return expectStatus(201, await api.post<{ id: string }>('/schedules', wish)).id;
    };
    const run = (id: string) => api.post<{ run: { drillId: string } }>(`/schedules/${id}/run`);
    const { drillId } = expectStatus(202, await run(await schedule(shop.sourceId))).run;
    expect(await jobs.drillEnds(drillId)).toMatchObject({
      ...{ status: 'completed', proof: 'migrated', origin: 'scheduled', backupId: backup.id },
      requestedBy: 'schedule "every night"',
    });
    const bare = await jobs.addSource(shop.target);
    expect(((await run(await schedule(bare))).body as unknown as ProblemBody).code).toBe('BACKUP_NOT_READY');
    // One that is due waits for a drill of the same backup instead of failing.
    await control(
      `INSERT INTO drills (id, "tenantId", number, "sourceId", "backupId", "targetSourceId", origin, status, "requestedBy")
       SELECT gen_random_uuid(), "tenantId", 0, "sourceId", "backupId", $2, origin, 'running', 'x' FROM drills WHERE id = $1`,
      [drillId, bare],
    );
    expect(((await run(await schedule(shop.sourceId))).body as unknown as ProblemBody).code).toBe('SOURCE_BUSY');
    // And the source on whose server it is made stays, though it has no backup of its own.
    const gone = await api.delete<ProblemBody>(`/sources/${bare}`);
    expect([gone.status, gone.body.code]).toEqual([409, 'CONFLICT']);
    await control('DELETE FROM drills WHERE number = 0');
    expectStatus(200, await api.delete(`/sources/${bare}`));
  });
});

describe('the records of drills', () => {
  it('are listed by source, backup, status and time, and sorted', async () => {
    const other = await jobs.completedBackup(shop.sourceId);
    const first = await jobs.endedDrill({ sourceId: shop.sourceId, backupId: backup.id });
    const second = await jobs.endedDrill({ sourceId: shop.sourceId });
    const ids = async (query: string): Promise<string[]> => {
      const answer = await place.app.api.get<{ items: DrillRecord[] }>(`/drills?sourceId=${shop.sourceId}&${query}`);
      return expectStatus(200, answer).items.map(({ id }) => id);
    };
    expect(await ids('')).toEqual([second.id, first.id]);
    expect(await ids('order=asc&limit=1')).toEqual([first.id]);
    expect(await ids(`backupId=${other.id}`)).toEqual([second.id]);
    expect(await ids('status=failed,canceled')).toEqual([]);
    expect(await ids(`from=${second.createdAt}`)).toEqual([second.id]);
    expect(await ids(`to=${second.createdAt}`)).toEqual([first.id]);
    const q = (text: string): Promise<string[]> => ids(`q=${encodeURIComponent(text)}`);
    expect(await q(`#${second.number}`)).toEqual([second.id]);
    expect(await q(first.requestedBy.slice(1).toUpperCase())).toEqual([second.id, first.id]);
    for (const none of ['%', '_', '\\', `'`, '2147483648', `#${'9'.repeat(50)}`]) expect(await q(none)).toEqual([]);
    const [quick] = [first, second].sort((a, b) => (a.recoverySeconds ?? 0) - (b.recoverySeconds ?? 0));
    expect((await ids('sort=recoverySeconds&order=asc'))[0]).toBe(quick?.id);
    const unknown = await place.app.api.get<ProblemBody>('/drills?state=failed');
    expect([unknown.status, unknown.body.code]).toEqual([400, 'INVALID_PARAMETER']);
  });

  it('belong to their tenant, and operators run them', async () => {
    const { app } = place;
    const drill = await jobs.endedDrill({ sourceId: shop.sourceId });
    const tenantId = await addTenant(app);
    const stranger = await addPerson(app, { role: 'admin', tenantId });
    for (const path of [`/drills/${drill.id}`, `/drills/${drill.id}/logs`, `/drills/${drill.id}/events`]) {
      expect((await stranger.get(path)).status).toBe(404);
    }
    expect((await stranger.post(`/drills/${drill.id}/cancel`)).status).toBe(404);
    expect((await stranger.post('/drills', { sourceId: shop.sourceId })).status).toBe(404);
    expect((await stranger.get<{ total: number }>('/drills')).body.total).toBe(0);
    // Nor does a superadmin bring rows of one tenant onto the server of another.
    const theirs = await jobs.addSource(shop.target, { tenantId });
    expect(await refused({ sourceId: shop.sourceId, target: { sourceId: theirs } })).toEqual([404, 'NOT_FOUND']);
    expect(await refused({ sourceId: theirs, backupId: backup.id })).toEqual([400, 'INVALID_PARAMETER']);

    const viewer = await addPerson(app, { role: 'viewer' });
    expect((await viewer.get(`/drills/${drill.id}`)).status).toBe(200);
    expect((await viewer.post('/drills', { sourceId: shop.sourceId })).status).toBe(403);
    const operator = new JobsClient(await addPerson(app, { role: 'operator' }));
    expect(await operator.endedDrill({ sourceId: shop.sourceId })).toMatchObject({ status: 'completed' });
  });
});
