import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type EntityManager, type Logger } from 'typeorm';
import { AppError } from '../../src/common/app-error.js';
import { type Caller, systemCaller } from '../../src/common/caller.js';
import { ListQuery } from '../../src/common/http/list-query.dto.js';
import { dataSourceOptions } from '../../src/database/data-source-options.js';
import { Database } from '../../src/database/database.js';
import { LogRecord } from '../../src/features/activity/log-record.entity.js';
import { ActivityReader } from '../../src/features/activity/activity-reader.js';
import { AuditEvent } from '../../src/features/audit/audit-event.entity.js';
import { listEvents } from '../../src/features/audit-trail/audit-list.js';
import { ListAuditEventsQuery } from '../../src/features/audit-trail/audit-requests.dto.js';
import { PersonHistoryQuery } from '../../src/features/audit-trail/history-requests.dto.js';
import { History } from '../../src/features/audit-trail/history.service.js';
import { Artifact } from '../../src/features/backups/artifact.entity.js';
import { listBackups } from '../../src/features/backups/backup-list.js';
import { ListBackupsQuery } from '../../src/features/backups/backup-requests.dto.js';
import { BackupTally } from '../../src/features/backups/backup-tally.entity.js';
import { Backup } from '../../src/features/backups/backup.entity.js';
import { listDrills } from '../../src/features/drills/drill-list.js';
import { ListDrillsQuery } from '../../src/features/drills/drill-requests.dto.js';
import { Drill } from '../../src/features/drills/drill.entity.js';
import { listJobs } from '../../src/features/jobs/job-list.js';
import { ListJobsQuery } from '../../src/features/jobs/job-requests.dto.js';
import { Job } from '../../src/features/jobs/job.entity.js';
import { KeptDatabase } from '../../src/features/restores/kept-database.entity.js';
import { listRestores } from '../../src/features/restores/restore-list.js';
import { RestorePhase } from '../../src/features/restores/restore-phase.entity.js';
import { ListRestoresQuery } from '../../src/features/restores/restore-requests.dto.js';
import { RestoreApproval } from '../../src/features/restores/restore-approval.entity.js';
import { Restore } from '../../src/features/restores/restore.entity.js';
import { fillInstance } from '../support/large-instance.js';
import { createMigratedDatabase } from '../support/migrated-database.js';
import { queryOnce, type ThrowawayDatabase } from '../support/throwaway-database.js';

/** Which index answers what, as PostgreSQL plans it for the very queries of the application. How fast: `test/soak/scale.spec.ts`. */
let throwaway: ThrowawayDatabase;
let dataSource: DataSource;
let database: Database;
let admin: Caller;
let sourceId: string;
let said: { sql: string; values: unknown[] }[] = [];

const everyone = systemCaller('test', '01935059-59e8-7c4c-8edb-ab45572c72a5');

beforeAll(async () => {
  throwaway = await createMigratedDatabase();
  await queryOnce(
    throwaway.superuserUrl,
    `INSERT INTO tenants (id, slug, name) VALUES (gen_random_uuid(), 'default', 'Default')`,
  );
  await fillInstance(throwaway.superuserUrl, {
    ...{ backups: 2_000, restores: 400, logRecords: 24_000, auditEvents: 4_000, sources: 6, tenants: 3 },
  });
  dataSource = new DataSource({
    ...dataSourceOptions(throwaway.url),
    entities: [
      AuditEvent,
      Artifact,
      Backup,
      BackupTally,
      Drill,
      Job,
      KeptDatabase,
      LogRecord,
      Restore,
      RestoreApproval,
      RestorePhase,
    ],
    migrations: [],
    logger: {
      logQuery: (sql: string, values?: unknown[]) => said.push({ sql, values: values ?? [] }),
    } as unknown as Logger,
    logging: ['query'],
  });
  await dataSource.initialize();
  database = new Database(dataSource);
  const [tenant] = await queryOnce<{ id: string; source: string }>(
    throwaway.superuserUrl,
    `SELECT t.id, s.id AS source FROM tenants t JOIN sources s ON s."tenantId" = t.id WHERE slug = 'customer-2' LIMIT 1`,
  );
  admin = { ...everyone, tenantId: tenant?.id ?? '', seesAllTenants: false };
  sourceId = tenant?.source ?? '';
});
afterAll(async () => {
  await dataSource.destroy();
  await throwaway.drop();
});

interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/** The plans of what `work` asks, each as its nodes: with few rows PostgreSQL would read and sort them all, so that is made dear. */
async function plansOf(
  caller: Caller,
  work: (manager: EntityManager) => Promise<unknown>,
  dear = ['seqscan', 'sort', 'bitmapscan'],
): Promise<string[][]> {
  return database.as(caller, async (manager) => {
    said = [];
    await work(manager);
    const asked = said.filter(isQuestion);
    await manager.query(dear.map((way) => `SET LOCAL enable_${way} = off`).join(';'));
    const plans: string[][] = [];
    for (const { sql, values } of asked) {
      const [row] = await manager.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>(
        `EXPLAIN (FORMAT JSON) ${sql}`,
        values,
      );
      if (row !== undefined) plans.push(nodesOf(row['QUERY PLAN'][0].Plan));
    }
    return plans;
  });
}

const isQuestion = ({ sql }: { sql: string }): boolean => /^(SELECT|WITH)/.test(sql) && !sql.includes('set_config');

function nodesOf(node: PlanNode): string[] {
  const own = node['Index Name'] === undefined ? node['Node Type'] : `${node['Node Type']} ${node['Index Name']}`;
  return [own, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** By what each looks for; what was not asked is not there. */
async function backupPlans(
  caller: Caller,
  query: Partial<ListBackupsQuery>,
): Promise<Partial<Record<'tally' | 'count' | 'page' | 'rows' | 'artifacts', string[]>>> {
  const plans = await plansOf(caller, (manager) =>
    listBackups(manager, caller, Object.assign(new ListBackupsQuery(), query)),
  );
  return Object.fromEntries(said.filter(isQuestion).map(({ sql }, index) => [nameOf(sql), plans[index]]));
}

function nameOf(sql: string): string {
  if (sql.includes('"backup_tallies"')) return 'tally';
  if (sql.includes('"artifacts"')) return 'artifacts';
  if (sql.startsWith('WITH')) return 'count';
  return sql.includes('LIMIT') ? 'page' : 'rows';
}

describe('a page of backups comes from an index that is in its order', () => {
  it.each([
    ['all of them', () => everyone, {}, 'backups_by_time'],
    ['of a tenant', () => admin, {}, 'backups_in_brief'],
    ['of a source', () => everyone, () => ({ sourceId }), 'backups_of_source'],
    ['completed ones', () => everyone, { status: ['completed'] }, 'backups_by_time'],
    ['by name', () => everyone, { sort: 'name', order: 'asc' }, 'backups_by_name'],
    ['by size', () => everyone, { sort: 'storedBytes' }, 'backups_by_size'],
    ['by duration', () => everyone, { sort: 'durationMs' }, 'backups_by_duration'],
    ['by id', () => everyone, { sort: 'id' }, 'backups_by_id'],
  ] as const)('%s', async (_name, caller, query, index) => {
    const asked = (typeof query === 'function' ? query() : query) as Partial<ListBackupsQuery>;
    const { tally, count, page } = await backupPlans(caller(), asked);
    expect(page).toEqual(expect.arrayContaining([`Index Only Scan ${index}`]));
    expect(page?.filter((node) => node.includes('Sort'))).toEqual([]);
    // Counting reads no row either: of many the tallies know, and of few those are not read.
    expect(tally).toEqual(expect.arrayContaining([expect.stringMatching(/^Index Scan /)]));
    expect(count === undefined).toBe(caller() === everyone && !('sourceId' in asked));
    const scans = count?.filter((node) => node.includes('Scan ')) ?? [];
    expect(scans.filter((node) => !node.startsWith('Index Only Scan backups_'))).toEqual([]);
    expect(scans).toHaveLength(count === undefined ? 0 : 2);
  });
});

it('a search reads no row but those of its page, and of texts that no index holds', async () => {
  const { count } = await backupPlans(everyone, { q: 'shop' });
  const scans = count?.filter((node) => node.includes('Scan ')) ?? [];
  expect(
    scans.filter((node) => !/^Index Only Scan backups_by_text|^Index (Only )?Scan backups_of_long_text/.test(node)),
  ).toEqual([]);
  expect(scans).toContain('Index Only Scan backups_by_text');
});

it('a search finds what stands at the end of a text that is too long for an index', async () => {
  const backup = `(SELECT id FROM backups WHERE "sourceId" = $1 ORDER BY id LIMIT 1)`;
  await queryOnce(
    throwaway.superuserUrl,
    `UPDATE backups SET description = repeat('Größe ', 300) || 'Am Ende' WHERE id = ${backup}`,
    [sourceId],
  );
  const find = (caller: Caller, q: string): Promise<{ total: number }> =>
    database.as(caller, (manager) => listBackups(manager, caller, Object.assign(new ListBackupsQuery(), { q })));
  expect(await find(admin, 'am ENDE')).toMatchObject({ total: 1 });
  expect(await find({ ...admin, tenantId: everyone.tenantId }, 'am ENDE')).toMatchObject({ total: 0 });
  await queryOnce(throwaway.superuserUrl, `UPDATE backups SET description = 'Am Ende' WHERE id = ${backup}`, [
    sourceId,
  ]);
  expect(await find(admin, 'am ENDE')).toMatchObject({ total: 1 });
});

it('a filter that finds few is not looked for twice: they are put into order by themselves', async () => {
  const { page } = await backupPlans(everyone, { proof: ['counted'] });
  expect(pageQuery()).toContain('= ANY');
  expect(page?.some((node) => node.startsWith('Seq Scan'))).toBe(false);
  await backupPlans(everyone, {});
  expect(pageQuery()).not.toContain('= ANY');
});

/** The second of a list: the ids of its page. */
function pageQuery(): string | undefined {
  return said.find(({ sql }) => sql.startsWith('SELECT') && sql.includes('LIMIT'))?.sql;
}

it('rows and artifacts of a page are found by their ids', async () => {
  const { rows, artifacts } = await backupPlans(everyone, {});
  expect(rows).toEqual(expect.arrayContaining([expect.stringMatching(/^Index Scan /)]));
  expect(artifacts).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Index Scan IDX_01a2356694bb3b360df22fe874/)]),
  );
});

const restorePlans = (caller: Caller, query: Partial<ListRestoresQuery> = {}) =>
  plansOf(caller, (manager) => listRestores(manager, caller, Object.assign(new ListRestoresQuery(), query)));

const scansOf = (plan: string[] | undefined): string[] => plan?.filter((node) => node.includes('Scan ')) ?? [];

it('restores come from their indexes', async () => {
  for (const query of [{}, { strategy: ['swap' as const] }, { from: '2020-01-01' }]) {
    const [count, page] = await restorePlans(everyone, query);
    expect(scansOf(count).filter((scan) => !scan.startsWith('Index Only Scan '))).toEqual([]);
    expect(page).toContain('Index Only Scan restores_by_time');
    expect(page?.some((node) => node.includes('Sort'))).toBe(false);
  }
  const rows = (await restorePlans(admin, { sourceId })).flat();
  expect(rows.filter((node) => node === 'Seq Scan')).toEqual([]);
});

it('a search of restores has the names of their backups from an index, and asks for no other backup', async () => {
  for (const caller of [everyone, admin]) {
    const [count] = await restorePlans(caller, { q: 'ada' });
    expect(scansOf(count).filter((scan) => scan.includes('backups'))).toEqual(
      Array(2).fill('Index Only Scan backups_by_id'),
    );
    expect(count?.filter((node) => node.includes('Join'))).toEqual([]);
  }
});

it('whether a restore is the last of its source is asked of those that replaced a database alone', async () => {
  await restorePlans(admin, {});
  const asked = said.findIndex(({ sql }) => sql.includes('"newerRestoreId"'));
  expect(asked).toBeGreaterThan(-1);
  const plans = await restorePlans(admin, {});
  const plan = plans[said.filter(isQuestion).findIndex(({ sql }) => sql.includes('"newerRestoreId"'))];
  expect(plan).toContain('Index Scan restores_swapped');
  expect(plan?.some((node) => node.includes('Sort') || node === 'Seq Scan')).toBe(false);
});

describe('a search reads no row but those of its page', () => {
  it.each([
    [
      'of drills',
      'drills_by_time',
      (manager: EntityManager) => listDrills(manager, everyone, Object.assign(new ListDrillsQuery(), { q: '#1' })),
    ],
    [
      'of jobs',
      'jobs_by_time',
      (manager: EntityManager) => listJobs(manager, everyone, Object.assign(new ListJobsQuery(), { q: 'ada' })),
    ],
    [
      'of jobs of a source',
      'jobs_of_source',
      (manager: EntityManager) =>
        listJobs(manager, everyone, Object.assign(new ListJobsQuery(), { sourceId, q: 'ada' })),
    ],
  ])('%s', async (_name, index, list) => {
    const [count] = await plansOf(everyone, list);
    expect(scansOf(count)).toEqual(Array(2).fill(`Index Only Scan ${index}`));
  });
});

it('a log comes from the index by which it is numbered', async () => {
  const [log] = await plansOf(everyone, () =>
    new ActivityReader(database).read(everyone, sourceId, { after: 10, limit: 100 }),
  );
  expect(log).toContain('Index Scan PK_97a5d4cd6155557aaf7acb31c99');
  expect(log?.some((node) => node.includes('Sort'))).toBe(false);
});

it('what sweeps look for is found by indexes', async () => {
  const plans = await plansOf(everyone, async (manager) => {
    await manager.query(
      `SELECT id FROM jobs WHERE state IN ('waiting', 'active') AND ("notBefore" IS NULL OR "notBefore" <= now())`,
    );
    await manager.query(`SELECT id FROM backups WHERE "deletedAt" IS NOT NULL`);
  });
  expect(plans[0]).toContain('Index Scan IDX_273ca3806896bf4b28022d84b9');
  expect(plans[1]?.join()).toMatch(/IDX_6a6c90026acbcb5d811fde26c3/);
});

describe('a page of the audit trail comes from an index that is in its order', () => {
  it.each([
    ['all of it', () => everyone, {}, 'audit_by_time'],
    ['of a tenant', () => admin, {}, 'audit_of_tenant'],
    ['of an act', () => everyone, { actor: 'ada@example.test', action: 'backup.create' }, 'audit_'],
    ['of a person', () => everyone, { actor: 'ada@example.test' }, 'audit_'],
  ] as const)('%s', async (_name, caller, query, index) => {
    const [, page] = await plansOf(caller(), (manager) =>
      listEvents(manager, caller(), Object.assign(new ListAuditEventsQuery(), query)),
    );
    expect(page?.filter((node) => node.includes('Sort') || node === 'Seq Scan')).toEqual([]);
    expect(page?.find((node) => node.includes('Scan'))).toMatch(new RegExp(`Scan ${index}`));
  });
});

describe('a history is found by indexes', () => {
  const ofWhom = '01935059-59e8-7c4c-8edb-ab45572c72b6';
  beforeAll(async () => {
    await queryOnce(
      throwaway.superuserUrl,
      `INSERT INTO audit_events (id, "tenantId", actor, "actorId", action, "subjectType", "subjectId", "subjectName", outcome)
       SELECT gen_random_uuid(), '${admin.tenantId}', actor, '${ofWhom}', 'user.update', 'user', '${ofWhom}', 'bob@example.test', 'ok'
         FROM unnest(ARRAY['bob@example.test', 'ada@example.test']) actor`,
    );
    await queryOnce(throwaway.superuserUrl, 'ANALYZE audit_events');
  });
  const scansOf = async (caller: Caller, work: () => Promise<unknown>): Promise<string[]> => {
    const plans = await plansOf(caller, work, ['seqscan']);
    // The rows of a page are found by their ids.
    return plans
      .flat()
      .filter((node) => node.includes('Scan') && !/^(CTE|Subquery|Function|Bitmap Heap) Scan/.test(node));
  };

  it.each(['tenant', 'api-key'] as const)('of one %s', async (noun) => {
    for (const caller of [everyone, admin]) {
      const history = new History(database);
      const scans = await scansOf(caller, () =>
        history.of(caller, noun, caller.tenantId, new ListQuery()).catch(unlessThereIsNone),
      );
      expect(scans).toContainEqual(expect.stringMatching(/Scan audit_of_subject$/));
      expect(scans.filter((node) => /Seq Scan|audit_(by_time|of_tenant)/.test(node))).toEqual([]);
    }
  });

  it.each(['all', 'done_to', 'done_by'] as const)('of a person, %s', async (part) => {
    for (const caller of [everyone, admin]) {
      const query = Object.assign(new PersonHistoryQuery(), { part });
      const scans = await scansOf(caller, () => new History(database).ofPerson(caller, ofWhom, query));
      expect(scans.filter((node) => /Seq Scan|audit_(by_time|of_tenant)/.test(node))).toEqual([]);
      expect(scans).toContainEqual(expect.stringMatching(part === 'done_to' ? /audit_of_action$/ : /audit_of_actor$/));
    }
  });
});

function unlessThereIsNone(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
}
