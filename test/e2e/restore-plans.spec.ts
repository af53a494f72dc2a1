import { describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import type { AppProcess } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { type BackupRecord, type JobsClient } from '../support/jobs-client.js';
import { uniqueName } from '../support/postgres-databases.js';
import { useShop } from '../support/shop-test.js';
import type { TypeormProject } from '../support/typeorm-project.js';
import {
  ADD_EMAIL,
  ADD_ORDERS,
  CREATE,
  ELSEWHERE,
  type ShopPlace,
  SPLIT_NAME,
  writeCode,
} from '../support/typeorm-shop.js';

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

async function refusal(backup: BackupRecord, more: object = {}): Promise<[number, string]> {
  const { status, body } = await jobs.refusedRestore(backup.id, more);
  return [status, body.code];
}

describe('a plan', () => {
  it('says same, behind, ahead or diverged, and what is missing where', async () => {
    const backup = await jobs.completedBackup(sourceId);
    const history = { framework: 'typeorm', app: 'public.migrations' };
    expect(await jobs.plan(backup.id)).toMatchObject({
      verdict: 'same',
      migrations: [{ ...history, verdict: 'same', pending: [], unknown: [] }],
      losses: { exact: true, rows: [], tables: [] },
      blockers: [],
    });

    await writeCode(project, SPLIT_NAME, ADD_ORDERS);
    expect(await jobs.plan(backup.id)).toMatchObject({
      verdict: 'behind',
      runner: 'typeorm',
      migrations: [{ ...history, verdict: 'behind', pending: [SPLIT_NAME, ADD_ORDERS], unknown: [] }],
    });

    await rm(join(project.codePath, `${SPLIT_NAME}.ts`));
    await rm(join(project.codePath, `${ADD_ORDERS}.ts`));
    await rm(join(project.codePath, `${ADD_EMAIL}.ts`));
    expect(await jobs.plan(backup.id)).toMatchObject({
      verdict: 'ahead',
      migrations: [{ ...history, verdict: 'ahead', pending: [], unknown: [ADD_EMAIL] }],
      warnings: [{ code: 'SCHEMA_AHEAD' }],
    });

    await writeCode(project, ELSEWHERE);
    expect(await jobs.plan(backup.id)).toMatchObject({
      verdict: 'diverged',
      migrations: [
        {
          ...history,
          verdict: 'diverged',
          applied: expect.arrayContaining([ADD_EMAIL]),
          expected: expect.arrayContaining([ELSEWHERE]),
          unknown: [ADD_EMAIL],
        },
      ],
      warnings: [{ code: 'SCHEMA_DIVERGED' }],
    });
  });

  it('is stale after any change of the live schema or history, not after one of rows', async () => {
    const backup = await jobs.completedBackup(sourceId);
    const plan = await jobs.plan(backup.id);
    await sql(target, 'CREATE INDEX by_email ON customers (email)');
    expect(await refusal(backup, { planId: plan.id })).toEqual([409, 'PLAN_STALE']);
    await sql(target, 'DROP INDEX by_email');
    await sql(target, `INSERT INTO migrations (timestamp, name) VALUES (1, 'Later1')`);
    expect(await refusal(backup, { planId: plan.id })).toEqual([409, 'PLAN_STALE']);
    await sql(target, `DELETE FROM migrations WHERE timestamp = 1`);
    await sql(target, `INSERT INTO customers (name) VALUES ('Grace Hopper')`);
    expect((await jobs.completedRestore(backup.id, { planId: plan.id })).status).toBe('completed');
    const other = await jobs.completedBackup(sourceId);
    expect(await refusal(other, { planId: plan.id })).toEqual([409, 'PLAN_STALE']);
  });

  it('names what stands in the way, and a restore is refused until it is gone', async () => {
    const role = uniqueName('bst_gone');
    await sql(target, `CREATE ROLE ${role}; ALTER TABLE customers OWNER TO ${role}`);
    const backup = await jobs.completedBackup(sourceId);
    expect((await jobs.plan(backup.id)).blockers).toEqual([]);
    await sql(target, `ALTER TABLE customers OWNER TO postgres; DROP ROLE ${role}`);
    await sql(target, `BEGIN; INSERT INTO customers (name) VALUES ('x y'); PREPARE TRANSACTION 'half way'`);
    const plan = await jobs.plan(backup.id);
    expect(plan.blockers.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['PREPARED_TRANSACTIONS', 'ROLES_MISSING']),
    );
    expect(plan.blockers.find(({ code }) => code === 'ROLES_MISSING')?.message).toContain(role);
    expect(plan.blockers.find(({ code }) => code === 'PREPARED_TRANSACTIONS')?.message).toContain('half way');
    expect(await refusal(backup, { planId: plan.id })).toEqual([409, 'RESTORE_BLOCKED']);

    await sql(target, `ROLLBACK PREPARED 'half way'`);
    await sql(target, `SELECT pg_create_logical_replication_slot('bst_slot', 'pgoutput')`);
    try {
      const later = await jobs.plan(backup.id);
      expect(later.blockers.map(({ code }) => code).sort()).toEqual(['REPLICATION_SLOTS', 'ROLES_MISSING']);
      expect(await refusal(backup)).toEqual([409, 'RESTORE_BLOCKED']);
    } finally {
      await sql(target, `SELECT pg_drop_replication_slot('bst_slot')`);
    }
    // Without owners, everything belongs to the source's own role.
    const restore = await jobs.completedRestore(backup.id, { noOwner: true });
    expect(restore.status).toBe('completed');
    expect(await sql(target, `SELECT tableowner FROM pg_tables WHERE tablename = 'customers'`)).toEqual([
      { tableowner: place.server.user },
    ]);
  });
});

describe('a restore', () => {
  it('is refused unless it is confirmed, and what only an admin may say has a reason', async () => {
    const backup = await jobs.completedBackup(sourceId);
    expect(await refusal(backup, { confirm: undefined })).toEqual([422, 'CONFIRMATION_REQUIRED']);
    expect(await refusal(backup, { confirm: 'restore' })).toEqual([422, 'CONFIRMATION_REQUIRED']);
    expect(await refusal(backup, { skipSafetyBackup: true })).toEqual([422, 'CONFIRMATION_REQUIRED']);
    expect(await refusal(backup, { force: true })).toEqual([400, 'INVALID_PARAMETER']);
    expect(await refusal(backup, { strategy: 'merge' })).toEqual([400, 'INVALID_PARAMETER']);
    expect(await refusal(backup, { target: { database: 'another' } })).toEqual([400, 'INVALID_PARAMETER']);
    expect((await app.api.get<{ total: number }>(`/restores?sourceId=${sourceId}`)).body.total).toBe(0);
    const restore = await jobs.completedRestore(backup.id, { skipSafetyBackup: true, reason: 'too broken to dump' });
    expect(restore.safetyBackupId).toBeNull();
    expect(restore.phases[1]).toMatchObject({ status: 'skipped', detail: { reason: 'too broken to dump' } });
  });

  it('is SCHEMA_AHEAD or SCHEMA_DIVERGED for what the code does not know, unless an admin allows it', async () => {
    const backup = await jobs.completedBackup(sourceId);
    await rm(join(project.codePath, `${ADD_EMAIL}.ts`));
    expect(await refusal(backup)).toEqual([409, 'SCHEMA_AHEAD']);
    expect((await jobs.completedRestore(backup.id, { allowAhead: true })).status).toBe('completed');

    await writeCode(project, ELSEWHERE);
    expect(await refusal(backup)).toEqual([409, 'SCHEMA_DIVERGED']);
    expect((await jobs.completedRestore(backup.id, { allowAhead: true, runMigrations: false })).status).toBe(
      'completed',
    );
    expect(await sql(target, 'SELECT name FROM migrations ORDER BY id')).toEqual([
      { name: CREATE },
      { name: ADD_EMAIL },
    ]);
  });
});
