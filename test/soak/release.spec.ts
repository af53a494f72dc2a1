import { describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import type { ApiClient, ApiResponse, ProblemBody } from '../support/api-client.js';
import type { AppProcess } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, type JobsClient, type RestoreRecord } from '../support/jobs-client.js';
import { addPerson, addTenant } from '../support/people.js';
import { queryOnce } from '../support/throwaway-database.js';
import { useShop } from '../support/shop-test.js';
import type { TypeormProject } from '../support/typeorm-project.js';
import { ourDatabases, phaseBegins, SPLIT_NAME, writeCode } from '../support/typeorm-shop.js';

interface Queued {
  restore: RestoreRecord;
  jobId: string;
}

let app: AppProcess;
let jobs: JobsClient;
let project: TypeormProject;
let target: ConnectionTarget;
let sourceId: string;

useShop((shop) => {
  ({ app, jobs, project, target, sourceId } = shop);
});

const release = (id: string, client: ApiClient = app.api): Promise<ApiResponse<Queued & ProblemBody>> =>
  client.post(`/restores/${id}/release`);
const aRestore = async (): Promise<RestoreRecord> => jobs.completedRestore((await jobs.completedBackup(sourceId)).id);

async function released(id: string): Promise<void> {
  const { jobId } = expectStatus(202, await release(id));
  expect(await jobs.jobEnds(jobId)).toMatchObject({ state: 'completed', error: null });
}

describe('releasing a restore', () => {
  it('drops the kept database now, leaves the live one alone, and is on the record', async () => {
    const restore = await aRestore();
    expect(await ourDatabases(target)).toContain(restore.keptDatabase);
    const before = await jobs.backupsOf(sourceId);
    await released(restore.id);
    expect(await ourDatabases(target)).not.toContain(restore.keptDatabase);
    expect(await sql(target, 'SELECT count(*)::int AS n FROM customers')).toEqual([{ n: 2 }]);
    expect(await jobs.restore(restore.id)).toMatchObject({ status: 'completed', keptDatabase: null });
    // Nothing had changed since the safety backup: no further one was needed.
    expect(await jobs.backupsOf(sourceId)).toHaveLength(before.length);
    const audited = await queryOnce<{ data: object }>(
      app.database.superuserUrl,
      `SELECT data FROM audit_events WHERE action = 'restore.release' AND "subjectId" = $1`,
      [restore.id],
    );
    expect(audited).toMatchObject([{ data: { database: restore.keptDatabase } }]);
  });

  it('takes a final backup first where a row came between safety backup and swap', async () => {
    await writeCode(project, SPLIT_NAME);
    const backup = await jobs.completedBackup(sourceId);
    const asked = expectStatus(202, await jobs.askRestore(backup.id)).restore;
    await phaseBegins(jobs, asked, 'migrating');
    await sql(target, `INSERT INTO customers (name) VALUES ('Nearly Lost')`);
    const restore = await jobs.restoreEnds(asked.id);
    await released(restore.id);
    const final = (await jobs.backupsOf(sourceId, '&origin=safety')).find(({ id }) => id !== restore.safetyBackupId);
    expect(final).toMatchObject({ status: 'completed', proof: 'decoded', tableCounts: { 'public.customers': 3 } });
    expect(await ourDatabases(target)).not.toContain(restore.keptDatabase);
  });

  it('drops what a rollback has kept, too', async () => {
    const restore = await aRestore();
    const rolledBack = await jobs.rolledBack(restore.id);
    expect(rolledBack.keptDatabase).toMatch(/^bst_after_/);
    await released(restore.id);
    expect(await ourDatabases(target)).not.toContain(rolledBack.keptDatabase);
    expect(await jobs.restore(restore.id)).toMatchObject({ status: 'rolled_back', keptDatabase: null });
  });

  it('is ROLLBACK_EXPIRED once there is nothing kept, and so is a rollback from then on', async () => {
    const restore = await aRestore();
    await released(restore.id);
    for (const action of ['release', 'rollback', 'release']) {
      const { status, body } = await app.api.post<ProblemBody>(`/restores/${restore.id}/${action}`);
      expect([action, status, body.code]).toEqual([action, 409, 'ROLLBACK_EXPIRED']);
    }
    const prolonged = await app.api.patch<ProblemBody>(`/restores/${restore.id}`, { rollbackUntil: '2099-01-01' });
    expect(prolonged.body.code).toBe('ROLLBACK_EXPIRED');
  });

  it('and a rollback at the same moment: one is accepted, and what it says happens', async () => {
    for (let round = 0; round < 3; round += 1) {
      const restore = await aRestore();
      const [rollback, dropping] = await Promise.all([
        app.api.post<Queued & ProblemBody>(`/restores/${restore.id}/rollback`),
        release(restore.id),
      ]);
      expect([rollback.status, dropping.status].sort()).toEqual([202, 409]);
      const isRollback = rollback.status === 202;
      const refused = isRollback ? dropping : rollback;
      expect(['CONFLICT', 'SOURCE_BUSY', 'ROLLBACK_EXPIRED']).toContain(refused.body.code);
      expect(await jobs.jobEnds((isRollback ? rollback : dropping).body.jobId)).toMatchObject({ state: 'completed' });
      const kept = (await ourDatabases(target)).filter((name) => name === restore.keptDatabase);
      expect(kept).toEqual([]);
      const { status, keptDatabase } = await jobs.restore(restore.id);
      if (isRollback) {
        expect([status, keptDatabase?.slice(0, 9)]).toEqual(['rolled_back', 'bst_after']);
        await released(restore.id);
      } else expect([status, keptDatabase]).toEqual(['completed', null]);
    }
  });

  it('twice at the same moment is done once', async () => {
    const restore = await aRestore();
    const answers = await Promise.all(Array.from({ length: 5 }, () => release(restore.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    await eventually('it is dropped', async () => (await jobs.restore(restore.id)).keptDatabase === null);
  });

  it('with one Idempotency-Key has one answer', async () => {
    const restore = await aRestore();
    const client = app.api.with({ 'idempotency-key': uuidV7() });
    const first = await release(restore.id, client);
    await jobs.jobEnds(first.body.jobId);
    const second = await release(restore.id, client);
    expect([second.status, second.body]).toEqual([202, first.body]);
  });

  it('is not for whoever may not delete, and another tenant’s is not there', async () => {
    const restore = await aRestore();
    const operator = await addPerson(app, { role: 'operator' });
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect((await release(restore.id, operator)).status).toBe(403);
    expect((await release(restore.id, stranger)).status).toBe(404);
    expect((await release(uuidV7())).status).toBe(404);
    expect((await app.api.post('/restores/x/release')).status).toBe(400);
    expect(await ourDatabases(target)).toContain(restore.keptDatabase);
  });

  it('waits for no restore that is still running', async () => {
    await writeCode(project, SPLIT_NAME);
    const backup = await jobs.completedBackup(sourceId);
    const asked = expectStatus(202, await jobs.askRestore(backup.id)).restore;
    const { status, body } = await release(asked.id);
    expect([status, body.code]).toEqual([409, 'CONFLICT']);
    expect((await jobs.restoreEnds(asked.id)).status).toBe('completed');
  });
});
