import { describe, expect, it } from '@jest/globals';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import type { ProblemBody } from '../support/api-client.js';
import type { AppProcess } from '../support/app-process.js';
import { readState, sql } from '../support/database-state.js';
import { expectStatus, type JobsClient } from '../support/jobs-client.js';
import { useShop } from '../support/shop-test.js';
import { typescriptMigration, type TypeormProject } from '../support/typeorm-project.js';
import {
  ADD_EMAIL,
  ADD_ORDERS,
  applyMigrations,
  CREATE,
  ourDatabases,
  phaseBegins,
  SPLIT_NAME,
  writeCode,
} from '../support/typeorm-shop.js';

let app: AppProcess;
let jobs: JobsClient;
let project: TypeormProject;
let target: ConnectionTarget;
let sourceId: string;

useShop((shop) => {
  ({ app, jobs, project, target, sourceId } = shop);
});

describe('a restore with migrations', () => {
  it('brings an older backup forward by the code’s own migrations, the one that moves data too', async () => {
    const backup = await jobs.completedBackup(sourceId);
    await writeCode(project, SPLIT_NAME, ADD_ORDERS);
    await applyMigrations(target, SPLIT_NAME, ADD_ORDERS);
    await sql(
      target,
      `INSERT INTO customers (first_name, last_name) VALUES ('Late', 'Comer'); INSERT INTO orders (customer_id) VALUES (3)`,
    );
    const live = await readState(target);

    const plan = await jobs.plan(backup.id);
    expect(plan).toMatchObject({ verdict: 'behind', losses: { tables: ['public.orders'] } });
    expect(plan.losses.rows).toContainEqual({ table: 'public.customers', live: 3, backup: 2 });
    const restore = await jobs.completedRestore(backup.id, { planId: plan.id });
    expect(await sql(target, 'SELECT first_name, last_name FROM customers ORDER BY id')).toEqual([
      { first_name: 'Ada', last_name: 'Lovelace' },
      { first_name: 'Alan', last_name: 'Turing' },
    ]);
    const restored = await readState(target);
    expect(restored.rows['public.orders']?.count).toBe(0);
    expect(await sql(target, 'SELECT name FROM migrations ORDER BY id')).toEqual(
      [CREATE, ADD_EMAIL, SPLIT_NAME, ADD_ORDERS].map((name) => ({ name })),
    );
    expect(
      await sql(
        target,
        `SELECT 1 FROM information_schema.columns WHERE table_name = 'customers' AND column_name = 'name'`,
      ),
    ).toEqual([]);
    expect((await app.api.get(`/restores/${restore.id}/report`)).body).toMatchObject({
      migrations: { runner: 'typeorm', pending: [SPLIT_NAME, ADD_ORDERS], notes: [] },
      tables: [
        { table: 'public.customers', backup: 2, restored: 2 },
        { table: 'public.migrations', backup: 2, restored: 2 },
      ],
    });

    await jobs.rolledBack(restore.id);
    expect(await readState(target)).toEqual(live);
  });

  it('whose migration fails leaves the live database as it is, and nothing else', async () => {
    const backup = await jobs.completedBackup(sourceId);
    await project.write(
      '9.ts',
      typescriptMigration(
        'Broken1700000000009',
        `await queryRunner.query('CREATE TABLE half (n int)'); await queryRunner.query('SELECT 1 / 0');`,
      ),
    );
    const live = await readState(target);
    const failed = await jobs.endedRestore(backup.id);
    expect(failed).toMatchObject({
      status: 'failed',
      phase: 'migrating',
      error: { code: 'MIGRATION_FAILED', message: expect.stringContaining('division by zero') },
    });
    expect(await readState(target)).toEqual(live);
    expect((await ourDatabases(target)).filter((name) => name.endsWith(failed.id.slice(-12)))).toEqual([]);
    await jobs.completedBackup(sourceId);
  });

  it('is canceled before the swap with all that it made, and cannot be after it', async () => {
    const backup = await jobs.completedBackup(sourceId);
    await writeCode(project, SPLIT_NAME);
    const live = await readState(target);
    const { restore } = expectStatus(202, await jobs.askRestore(backup.id));
    await phaseBegins(jobs, restore, 'migrating');
    expectStatus(202, await app.api.post(`/restores/${restore.id}/cancel`));
    expect(await jobs.restoreEnds(restore.id)).toMatchObject({ status: 'canceled', error: { code: 'CANCELED' } });
    expect(await readState(target)).toEqual(live);
    expect((await ourDatabases(target)).filter((name) => name.endsWith(restore.id.slice(-12)))).toEqual([]);

    const completed = await jobs.completedRestore(backup.id);
    const late = await app.api.post<ProblemBody>(`/restores/${completed.id}/cancel`);
    expect([late.status, late.body.code]).toEqual([409, 'CONFLICT']);
  });
});
