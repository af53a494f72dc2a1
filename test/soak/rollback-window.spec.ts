import { describe, expect, it } from '@jest/globals';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import type { ProblemBody } from '../support/api-client.js';
import type { AppProcess } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, type JobsClient, type RestoreRecord } from '../support/jobs-client.js';
import { useShop } from '../support/shop-test.js';
import type { TypeormProject } from '../support/typeorm-project.js';
import { queryOnce } from '../support/throwaway-database.js';
import { addShop, ourDatabases, phaseBegins, type ShopPlace, SPLIT_NAME, writeCode } from '../support/typeorm-shop.js';

let place: ShopPlace;
let app: AppProcess;
let jobs: JobsClient;
let project: TypeormProject;
let target: ConnectionTarget;
let sourceId: string;

useShop((shop) => {
  place = shop;
  ({ app, jobs, project, target, sourceId } = shop);
});

describe('the rollback window', () => {
  it('is the newest restore’s alone', async () => {
    const backup = await jobs.completedBackup(sourceId);
    const first = await jobs.completedRestore(backup.id);
    const second = await jobs.completedRestore(backup.id);
    const refused = await app.api.post<ProblemBody>(`/restores/${first.id}/rollback`);
    expect([refused.status, refused.body.code]).toEqual([409, 'ROLLBACK_SUPERSEDED']);
    // A worker whose clock was a day ahead.
    await queryOnce(
      app.database.superuserUrl,
      `UPDATE restores SET "swappedAt" = now() + interval '1 day' WHERE id = $1`,
      [first.id],
    );
    await jobs.rolledBack(second.id);
    const again = await app.api.post<ProblemBody>(`/restores/${second.id}/rollback`);
    expect(again.status).toBe(409);
  });

  it('closes by its end: a final backup where rows came between safety backup and swap, then the kept database goes', async () => {
    const quiet = await addShop(place, project);
    await writeCode(project, SPLIT_NAME);
    const backups = [await jobs.completedBackup(sourceId), await jobs.completedBackup(quiet.sourceId)];
    const asked = expectStatus(202, await jobs.askRestore(backups[0]?.id ?? '')).restore;
    await phaseBegins(jobs, asked, 'migrating');
    await sql(target, `INSERT INTO customers (name) VALUES ('Nearly Lost')`);
    const busy = await jobs.restoreEnds(asked.id);
    expect(busy.status).toBe('completed');
    expect(await sql(target, `SELECT 1 FROM customers WHERE last_name = 'Lost'`)).toEqual([]);
    const calm = await jobs.completedRestore(backups[1]?.id ?? '');
    const kept = [busy.keptDatabase, calm.keptDatabase];
    expect(await ourDatabases(target)).toEqual(expect.arrayContaining(kept));

    for (const { id } of [busy, calm]) {
      const rollbackUntil = new Date(Date.now() - 1_000).toISOString();
      expectStatus(200, await app.api.patch(`/restores/${id}`, { rollbackUntil }));
      const expired = await app.api.post<ProblemBody>(`/restores/${id}/rollback`);
      expect([expired.status, expired.body.code]).toEqual([409, 'ROLLBACK_EXPIRED']);
    }
    await eventually(
      'both kept databases are dropped',
      async () => !(await ourDatabases(target)).some((name) => kept.includes(name)),
    );

    const final = (await jobs.backupsOf(sourceId, '&origin=safety')).find(({ id }) => id !== busy.safetyBackupId);
    expect(final).toMatchObject({ status: 'completed', proof: 'decoded', tableCounts: { 'public.customers': 3 } });
    expect(await jobs.backup(busy.safetyBackupId ?? '')).toMatchObject({ tableCounts: { 'public.customers': 2 } });
    expect(await jobs.backupsOf(quiet.sourceId, '&origin=safety')).toHaveLength(1);
    await eventually('the records say so', async () => (await jobs.restore(busy.id)).keptDatabase === null);

    // The row that was committed in between is not lost.
    await jobs.completedRestore(final?.id ?? '', { runMigrations: false });
    expect(await sql(target, `SELECT name FROM customers WHERE id = 3`)).toEqual([{ name: 'Nearly Lost' }]);
  });

  it('stays open for another hour, and says so, when the kept database cannot be dropped', async () => {
    const restore = await jobs.completedRestore((await jobs.completedBackup(sourceId)).id);
    const kept = restore.keptDatabase ?? '';
    const maintenance = { ...target, database: 'postgres' };
    await sql(maintenance, `ALTER DATABASE "${kept}" RENAME TO "${kept}_x"`); // no longer the one that was journalled
    const rollbackUntil = new Date(Date.now() - 1_000).toISOString();
    expectStatus(200, await app.api.patch(`/restores/${restore.id}`, { rollbackUntil }));
    const prolonged = await eventually('the window is prolonged', async () => {
      const { rollbackUntil: until } = await jobs.restore(restore.id);
      return until !== null && Date.parse(until) > Date.now() ? until : null;
    });
    expect(Date.parse(prolonged) - Date.now()).toBeGreaterThan(55 * 60_000);
    await sql(maintenance, `ALTER DATABASE "${kept}_x" RENAME TO "${kept}"`);
    expectStatus(202, await app.api.post(`/restores/${restore.id}/release`));
    await eventually('it is dropped', async () => !(await ourDatabases(target)).includes(kept));
  });

  it('is moved by PATCH while there is something to keep', async () => {
    const backup = await jobs.completedBackup(sourceId);
    const restore = await jobs.completedRestore(backup.id);
    const rollbackUntil = new Date(Date.now() + 7 * 86_400_000).toISOString();
    const moved = expectStatus<RestoreRecord>(200, await app.api.patch(`/restores/${restore.id}`, { rollbackUntil }));
    expect(moved.rollbackUntil).toBe(rollbackUntil);
    expect((await app.api.patch(`/restores/${restore.id}`, { rollbackUntil: 'soon' })).status).toBe(400);
  });
});
