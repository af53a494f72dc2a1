import { describe, expect, it } from '@jest/globals';
import type { AppVerdict, Verdict } from '../../platform/migration-state/migration-state.js';
import { makePlan, NO_RUNNER, type PlanFacts } from './restore-plan.js';

const app = (verdict: Verdict, pending: string[] = [], unknown: string[] = []): AppVerdict => ({
  framework: 'typeorm',
  app: 'public.migrations',
  verdict,
  applied: [],
  expected: [],
  pending,
  unknown,
});

const NOTHING = { blockers: [], warnings: [] };

const facts = (changes: Partial<PlanFacts> = {}): PlanFacts => ({
  strategy: 'swap',
  noOwner: false,
  ownerMap: {},
  drops: [],
  target: { sourceId: 'source', database: 'shop' },
  comparison: { verdict: 'same', apps: [app('same')], warnings: [] },
  runner: null,
  findings: { swap: NOTHING, new_database: NOTHING, in_place: NOTHING },
  damage: null,
  backupCounts: { 'public.customers': 10, 'public.orders': 5 },
  liveCounts: new Map([
    ['public.customers', { rows: 10, exact: true }],
    ['public.orders', { rows: 7, exact: true }],
    ['public.reviews', { rows: 3, exact: true }],
  ]),
  historyTables: [],
  rawBytes: 1_000,
  storedBytes: 100,
  databaseSize: 2_000,
  liveSize: 3_000,
  storeFree: 1_000_000,
  ...changes,
});

describe('makePlan', () => {
  it('names the tables whose rows differ, and those the backup has not with all of their rows', () => {
    expect(makePlan(facts()).losses).toEqual({
      exact: true,
      rows: [{ table: 'public.orders', live: 7, backup: 5 }],
      tables: ['public.reviews'],
      tableRows: [{ table: 'public.reviews', live: 3 }],
    });
  });

  it('counts no history of migrations as rows that would be lost: not one that has grown, and not one that is new', () => {
    const { losses } = makePlan(
      facts({
        backupCounts: { 'public.orders': 5, 'public.migrations': 2 },
        liveCounts: new Map([
          ['public.orders', { rows: 5, exact: true }],
          ['public.migrations', { rows: 3, exact: true }],
          ['public.django_migrations', { rows: 40, exact: false }],
        ]),
        historyTables: ['public.migrations', 'public.django_migrations'],
      }),
    );
    expect(losses).toEqual({ exact: true, rows: [], tables: [], tableRows: [] });
  });

  it('says when a count is an estimate, even that of a table which is lost whole', () => {
    const liveCounts = new Map([['public.orders', { rows: 5, exact: false }]]);
    expect(makePlan(facts({ liveCounts })).losses.exact).toBe(false);
    const huge = new Map([['public.events', { rows: 2_000_000_000, exact: false }]]);
    expect(makePlan(facts({ liveCounts: huge })).losses).toMatchObject({
      exact: false,
      tableRows: [{ table: 'public.events', live: 2_000_000_000 }],
    });
  });

  it('blocks pending migrations that nobody would run, and lets them through where somebody would', () => {
    const comparison = { verdict: 'behind' as const, apps: [app('behind', ['A1'])], warnings: [] };
    expect(makePlan(facts({ comparison })).blockers.map(({ code }) => code)).toEqual([NO_RUNNER]);
    const withRunner = makePlan(facts({ comparison, runner: 'typeorm' }));
    expect(withRunner.blockers).toEqual([]);
    expect(withRunner.strategies).toEqual(
      ['swap', 'new_database', 'in_place'].map((name) => ({ name, possible: true, reason: expect.any(String) })),
    );
  });

  it.each([
    ['ahead', 'SCHEMA_AHEAD'],
    ['diverged', 'SCHEMA_DIVERGED'],
    ['unknown', 'HISTORY_UNKNOWN'],
  ] as const)('warns of the verdict %s', (verdict, code) => {
    const comparison = { verdict, apps: [app(verdict, [], ['X9'])], warnings: [] };
    expect(makePlan(facts({ comparison, runner: 'typeorm' })).warnings.map((warning) => warning.code)).toContain(code);
  });

  it('is impossible while the backup is damaged or the server is in the way, and says why', () => {
    const damage = { code: 'MANIFEST_INVALID', message: 'The manifest is missing.', hint: 'Use another backup.' };
    const slot = { code: 'REPLICATION_SLOTS' as const, message: 'A slot hangs on it.', hint: 'Drop it.' };
    const plan = makePlan(
      facts({
        damage,
        findings: { swap: { blockers: [slot], warnings: [] }, new_database: NOTHING, in_place: NOTHING },
      }),
    );
    expect(plan.blockers.map(({ code }) => code)).toEqual(['MANIFEST_INVALID', 'REPLICATION_SLOTS']);
    expect(plan.strategies[0]).toMatchObject({
      possible: false,
      reason: expect.stringContaining('A slot hangs on it.'),
    });
    expect(plan.strategies[1]).toMatchObject({ possible: false, reason: 'The manifest is missing.' });
  });

  it('tells for each strategy what is in its own way, and obeys the blockers of the one that was asked for', () => {
    const slot = { code: 'REPLICATION_SLOTS' as const, message: 'A slot hangs on it.', hint: 'Drop it.' };
    const findings = { swap: { blockers: [slot], warnings: [slot] }, new_database: NOTHING, in_place: NOTHING };
    const plan = makePlan(facts({ strategy: 'new_database', findings }));
    expect(plan).toMatchObject({ strategy: 'new_database', blockers: [], warnings: [], safetyBackup: false });
    expect(plan.strategies.map(({ possible }) => possible)).toEqual([false, true, true]);
    expect(plan.losses).toEqual({ exact: true, rows: [], tables: [], tableRows: [] });
    expect(plan.estimate.space.map(({ where }) => where)).toEqual(['server']);
  });

  it('says in place what is dropped, that migrations run on the live database, and that the WAL needs room', () => {
    const comparison = { verdict: 'behind' as const, apps: [app('behind', ['A1'])], warnings: [] };
    const drops = Array.from({ length: 12 }, (_, index) => `view public.v${index}`);
    const plan = makePlan(facts({ strategy: 'in_place', comparison, runner: 'typeorm', drops }));
    expect(plan.drops).toEqual(drops);
    expect(plan.warnings.map(({ code }) => code)).toEqual(['OBJECTS_DROPPED', 'MIGRATES_LIVE']);
    expect(plan.warnings[0]?.message).toContain('and 2 more');
    expect(plan.estimate.space[0]).toEqual({ where: 'server', needed: 3_200, free: null });
    expect(makePlan(facts({ drops })).drops).toEqual([]);
  });

  it('asks the server for room for a second copy, and the store for the safety backup', () => {
    const { space } = makePlan(facts()).estimate;
    expect(space).toEqual([
      { where: 'server', needed: 2_200, free: null },
      { where: 'store', needed: 120, free: 1_000_000 },
    ]);
  });
});
