import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DueSpan, mergeDue, planDue } from './plan-runs.js';
import { isOpen, type RunWindow } from './run-window.js';
import { lastAtOrBefore, nextAfter, type Timing } from './schedule-times.js';

const nightly: Timing = { cron: '0 3 * * *', timeZone: 'UTC' };
const at = (text: string): Date => new Date(text);

describe('a look', () => {
  it('finds nothing before the time has come', () => {
    expect(
      planDue(nightly, { handledUntil: at('2026-11-20T03:00Z'), newestRunAt: null }, at('2026-11-21T02:59Z')),
    ).toEqual({
      handledUntil: at('2026-11-20T03:00Z'),
      nextDueAt: at('2026-11-21T03:00Z'),
      due: null,
    });
  });

  it('finds all nights of a week in which nobody looked, as one run', () => {
    expect(
      planDue(nightly, { handledUntil: at('2026-11-13T12:00Z'), newestRunAt: null }, at('2026-11-20T12:00Z')),
    ).toEqual({
      handledUntil: at('2026-11-20T03:00Z'),
      nextDueAt: at('2026-11-21T03:00Z'),
      due: { firstDueAt: at('2026-11-14T03:00Z'), dueAt: at('2026-11-20T03:00Z'), dueCount: 7 },
    });
  });

  it('after a clock was a year ahead goes on from today, and leaves out what has a run', () => {
    const back = planDue(
      nightly,
      { handledUntil: at('2027-11-20T03:00Z'), newestRunAt: null },
      at('2026-11-21T01:00Z'),
    );
    expect(back).toEqual({ handledUntil: at('2026-11-21T01:00Z'), nextDueAt: at('2026-11-21T03:00Z'), due: null });
    const handled = { handledUntil: at('2026-11-21T01:00Z'), newestRunAt: at('2026-11-22T03:00Z') };
    expect(planDue(nightly, handled, at('2026-11-22T04:00Z')).due).toBeNull();
  });
});

/**
 * Nights that are simulated: what the runner does with the plan (schedule-runner.ts, begin-run.ts), on a table in memory whose unique key is
 * the instant. Time passes, nobody is there, sources are busy, windows close, clocks are set.
 */
type SimulatedRun = DueSpan & { begunAt: Date | null };

class Simulation {
  readonly runs = new Map<number, SimulatedRun>();
  private waiting: SimulatedRun | null = null;
  private handledUntil: Date;

  constructor(
    private readonly timing: Timing,
    private readonly window: RunWindow | null,
    start: Date,
  ) {
    this.handledUntil = start;
  }

  /** Answers how many runs were made. */
  look(now: Date, isBusy: boolean): number {
    const before = this.runs.size;
    const newest = Math.max(...[...this.runs.keys()].filter((due) => due <= now.getTime()));
    const newestRunAt = Number.isFinite(newest) ? new Date(newest) : null;
    const { handledUntil, due } = planDue(this.timing, { handledUntil: this.handledUntil, newestRunAt }, now);
    this.handledUntil = handledUntil;
    if (due !== null) this.keep(due);
    if (this.waiting !== null && !isBusy && (this.window === null || isOpen(this.window, now))) {
      this.waiting.begunAt = now;
      this.waiting = null;
    }
    return this.runs.size - before;
  }

  private keep(due: DueSpan): void {
    if (this.waiting !== null) {
      this.runs.delete(this.waiting.dueAt.getTime());
      Object.assign(this.waiting, mergeDue(this.waiting, due));
    } else {
      this.waiting = { ...due, begunAt: null };
    }
    const key = this.waiting.dueAt.getTime();
    if (this.runs.has(key)) throw new Error(`Twice: ${this.waiting.dueAt.toISOString()}`);
    this.runs.set(key, this.waiting);
  }
}

const HOUR = 3_600_000;
const timings: fc.Arbitrary<Timing> = fc.oneof(
  fc.record({
    cron: fc.constantFrom(
      '30 2 * * *',
      '0 0 * * *',
      '0 3 * * 1-5',
      '*/30 1-4 * * *',
      '15 * * * *',
      '0 22,4 * * *',
      '0 5 1,L * *',
    ),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'),
  }),
  fc.record({
    everySeconds: fc.constantFrom(3_600, 6 * 3_600, 24 * 3_600, 5_400),
    anchor: fc.constantFrom(at('2026-01-01T00:17:00Z'), at('2026-03-05T11:00:00Z')),
  }),
);
const windows = fc.option(fc.constant<RunWindow>({ from: '22:00', to: '05:00', timeZone: 'Europe/Berlin' }));
/** What happens between two looks: mostly a little time passes; sometimes nobody is there, or somebody sets the clock. */
const steps = fc.array(
  fc.record({
    passes: fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 1, max: 3 * HOUR }) },
      { weight: 2, arbitrary: fc.integer({ min: 3 * HOUR, max: 120 * HOUR }) },
    ),
    clockIsSet: fc.oneof(
      { weight: 30, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: -72 * HOUR, max: 72 * HOUR }) },
      { weight: 1, arbitrary: fc.constantFrom(-HOUR, HOUR, 24 * HOUR, -24 * HOUR, 365 * 24 * HOUR) },
    ),
    isBusy: fc.boolean(),
  }),
  { minLength: 80, maxLength: 160 },
);

it('runs no night twice and skips none in more than ten thousand, whatever happens to the service and to its clock', () => {
  let nights = 0;
  fc.assert(
    fc.property(timings, windows, steps, (timing, window, happenings) => {
      const start = at('2026-03-20T12:00:00Z');
      const simulation = new Simulation(timing, window, start);
      let now = start;
      for (const { passes, clockIsSet, isBusy } of happenings) {
        const before = now;
        now = new Date(now.getTime() + passes + clockIsSet);
        nights += Math.max(0, (now.getTime() - before.getTime()) / (24 * HOUR));
        const made = simulation.look(now, isBusy);
        if (made > 1) throw new Error(`${made} runs at once`);
        assertNothingSkipped(simulation, timing, before, now);
      }
    }),
    { numRuns: 150 },
  );
  expect(nights).toBeGreaterThan(10_000);
});

/** What came due last between two looks has a run of its own, or belongs to one that waits or begins now. */
function assertNothingSkipped({ runs }: Simulation, timing: Timing, before: Date, now: Date): void {
  const due = lastAtOrBefore(timing, now);
  if (due <= before || runs.has(due.getTime())) return;
  const isCovered = [...runs.values()].some(
    ({ dueAt, begunAt }) => dueAt > due && (begunAt === null || begunAt === now),
  );
  if (!isCovered) throw new Error(`${due.toISOString()} is skipped at ${now.toISOString()}`);
}

it('begins each night once, at its time, while all is well', () => {
  const simulation = new Simulation(nightly, null, at('2026-01-01T00:00Z'));
  let due = nextAfter(nightly, at('2026-01-01T00:00Z'));
  for (let hour = 1; hour <= 365 * 24; hour += 1) simulation.look(new Date(Date.UTC(2026, 0, 1) + hour * HOUR), false);
  for (const run of simulation.runs.values()) {
    expect(run).toEqual({ firstDueAt: due, dueAt: due, dueCount: 1, begunAt: due });
    due = nextAfter(nightly, due);
  }
  expect(simulation.runs.size).toBe(365);
});
