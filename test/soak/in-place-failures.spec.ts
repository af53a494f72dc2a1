import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import pg from 'pg';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import type { ProblemBody } from '../support/api-client.js';
import { type DatabaseState, openClient, readState, sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, type JobsClient, type RestoreRecord } from '../support/jobs-client.js';
import { makeManyObjects } from '../support/many-objects.js';
import { useShop } from '../support/shop-test.js';
import { typescriptMigration, type TypeormProject } from '../support/typeorm-project.js';
import { ADD_ORDERS, applyMigrations, type ShopPlace, SPLIT_NAME, writeCode } from '../support/typeorm-shop.js';

/** What a restore in place does where it cannot go to its end: before its commit, and after it. */
let place: ShopPlace;
let jobs: JobsClient;
let project: TypeormProject;
let target: ConnectionTarget;
let sourceId: string;

useShop(
  (shop) => {
    place = shop;
    ({ jobs, project, target, sourceId } = shop);
  },
  {
    settings: { max_locks_per_transaction: 10, max_connections: 40 },
    serverFile: { migrationRunners: { idle: { command: ['true'], cwd: tmpdir(), tenants: ['*'] } } },
  },
);

const IN_PLACE = { strategy: 'in_place' };

describe('a server without room for the locks of one transaction', () => {
  it('is a blocker of the plan, and of this strategy alone', async () => {
    await makeManyObjects(target, 100, 0);
    const backup = await jobs.completedBackup(sourceId);
    const plan = await jobs.plan(backup.id, IN_PLACE);
    expect(plan.blockers).toMatchObject([
      { code: 'LOCK_MEMORY', hint: expect.stringContaining('max_locks_per_transaction') },
    ]);
    expect(plan.strategies.map(({ name, possible }) => [name, possible])).toEqual([
      ['swap', true],
      ['new_database', true],
      ['in_place', false],
    ]);
    const refused = await jobs.refusedRestore(backup.id, IN_PLACE);
    expect([refused.status, refused.body.code]).toEqual([409, 'RESTORE_BLOCKED']);
  });

  it('changes nothing when it runs out of it in the middle, and says what to raise', async () => {
    await makeManyObjects(target, 20, 0);
    const backup = await jobs.completedBackup(sourceId);
    await sql(target, `INSERT INTO customers (name) VALUES ('Late Comer')`);
    const live = await readState(target);
    const reader = await openClient(target);
    await reader.query('BEGIN; SELECT * FROM customers');
    const { restore } = expectStatus(202, await jobs.askRestore(backup.id, IN_PLACE));
    await eventually('our transaction waits for who reads', async () => {
      const waiting = await sql(
        target,
        `SELECT FROM pg_stat_activity WHERE application_name LIKE '% in place' AND wait_event_type = 'Lock'
            AND query LIKE '%ACCESS EXCLUSIVE%'`,
      );
      return waiting.length > 0;
    });
    const hog = await takeLocksBut(50, target);
    await reader.end();
    const failed = await jobs.restoreEnds(restore.id);
    await hog.end();
    expect(failed).toMatchObject({
      status: 'failed',
      phase: 'replacing',
      error: {
        code: 'RESTORE_FAILED',
        message: expect.stringContaining('53200'),
        hint: expect.stringContaining('max_locks_per_transaction'),
      },
    });
    expect(await readState(target)).toEqual(live);
    await jobs.completedRestore(backup.id, IN_PLACE);
    expect(await sql(target, 'SELECT count(*)::int AS rows FROM customers')).toEqual([{ rows: 2 }]);
  });
});

describe('the migrations of a restore in place, which run on the live database', () => {
  const BROKEN = 'Broken1700000000009';
  const breakIt = (): Promise<void> =>
    project.write('9.ts', typescriptMigration(BROKEN, `await queryRunner.query('SELECT 1 / 0');`));

  async function failedInMigrations(live: DatabaseState): Promise<RestoreRecord> {
    const backup = await jobs.completedBackup(sourceId);
    await sql(target, `INSERT INTO customers (name) VALUES ('Late Comer')`);
    Object.assign(live, await readState(target));
    await writeCode(project, ADD_ORDERS);
    await breakIt();
    const plan = await jobs.plan(backup.id, IN_PLACE);
    expect(plan.warnings.map(({ code }) => code)).toContain('MIGRATES_LIVE');
    return jobs.endedRestore(backup.id, { planId: plan.id });
  }

  it('bring it forward as they do beside it', async () => {
    const backup = await jobs.completedBackup(sourceId);
    await writeCode(project, SPLIT_NAME);
    const restore = await jobs.completedRestore(backup.id, IN_PLACE);
    expect(restore.phases.find(({ name }) => name === 'migrating')).toMatchObject({ status: 'completed' });
    expect(await sql(target, 'SELECT last_name FROM customers ORDER BY id')).toEqual([
      { last_name: 'Lovelace' },
      { last_name: 'Turing' },
    ]);
  });

  it('that fail leave the restored rows live; the record says so, how far it came, and both ways on', async () => {
    const live = {} as DatabaseState;
    const failed = await failedInMigrations(live);
    expect(failed).toMatchObject({
      status: 'failed',
      phase: 'migrating',
      downtimeMs: expect.any(Number),
      error: {
        code: 'MIGRATION_FAILED',
        message: expect.stringMatching(/^The restored rows are live, but not migrated to the end: .*division by zero/s),
      },
    });
    expect(failed.phases.map(({ name, status }) => `${name} ${status}`)).toEqual([
      ...['planned', 'safety_backup', 'replacing', 'checking', 'committing', 'analyzing'].map(
        (name) => `${name} completed`,
      ),
      'migrating failed',
    ]);
    const { hint } = failed.error ?? {};
    expect(hint).toContain(`Applied: ${ADD_ORDERS}. Not applied: ${BROKEN}.`);
    expect(hint).toContain(`restore the safety backup ${failed.safetyBackupId ?? ''} by the strategy "in_place"`);
    expect(
      await sql(target, 'SELECT (SELECT count(*)::int FROM customers), to_regclass($1) AS made', ['orders']),
    ).toEqual([{ count: 2, made: 'orders' }]);
    expect((await place.app.api.get(`/restores/${failed.id}/report`)).body).toMatchObject({
      rowsCompared: 4,
      tables: [{ table: 'public.customers', backup: 2, restored: 2 }, { table: 'public.migrations' }],
    });

    const rollback = await place.app.api.post<ProblemBody>(`/restores/${failed.id}/rollback`);
    expect([rollback.status, rollback.body.code]).toEqual([409, 'CONFLICT']);
    expect(rollback.body.hint).toContain(failed.safetyBackupId);
    const deletion = await place.app.api.delete<ProblemBody>(`/backups/${failed.safetyBackupId ?? ''}`);
    expect([deletion.status, deletion.body.code]).toEqual([409, 'BACKUP_IN_USE']);
    await jobs.completedRestore(failed.safetyBackupId ?? '', { ...IN_PLACE, runMigrations: false });
    expect(await readState(target)).toEqual(live);
  });

  it('are not believed when they end with 0 and did nothing, also where no code is named', async () => {
    const id = await jobs.addSource(target, { migrations: { framework: 'typeorm', runner: 'idle' } });
    const backup = await jobs.completedBackup(id);
    await applyMigrations(target, ADD_ORDERS);
    const failed = await jobs.endedRestore(backup.id, IN_PLACE);
    expect(failed).toMatchObject({
      status: 'failed',
      phase: 'migrating',
      error: { code: 'MIGRATION_FAILED', message: expect.stringContaining(ADD_ORDERS) },
    });
    expect(failed.error?.hint).toContain(`Applied: none. Not applied: ${ADD_ORDERS}.`);
  });
});

/** So many entries are left in the server's table of locks. Locks of a session outlive what fails in it. */
async function takeLocksBut(left: number, of: ConnectionTarget): Promise<pg.Client> {
  const hog = await openClient(of);
  for (let taken = 0; ; taken += 1) {
    try {
      await hog.query('SELECT pg_advisory_lock($1)', [taken]);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && error.code === '53200')) throw error;
      await hog.query('SELECT count(pg_advisory_unlock(n)) FROM generate_series(0, $1::int) n', [left - 1]);
      return hog;
    }
  }
}
