import { describe, expect, it } from '@jest/globals';
import { type Calendar, countsOf, entriesByDay, mostTelling } from './entries.js';

const SCHEDULE = { id: 's1', name: 'nightly', action: 'backup' };
const at = (date: number, hour: number): string => new Date(2026, 10, date, hour).toISOString();

function run(id: string, dueAt: string, fields: object = {}): object {
  const nothing = { backupId: null, drillId: null, subjectStatus: null, error: null, waiting: null, dueCount: 1 };
  return { ...nothing, id, scheduleId: 's1', dueAt, status: 'completed', ...fields };
}

function calendar(runs: object[], coming: object[] = []): Calendar {
  return { schedules: [SCHEDULE], runs, coming } as unknown as Calendar;
}

describe('the calendar’s entries', () => {
  it('stand at the viewer’s days in the order of their times, what ran and what will run', () => {
    const days = entriesByDay(
      calendar([run('late', at(22, 23)), run('early', at(22, 0))], [{ scheduleId: 's1', at: at(23, 0) }]),
    );
    expect([...days].map(([day, entries]) => [day, entries.map(({ id }) => id)])).toEqual([
      ['2026-11-22', ['early', 'late']],
      ['2026-11-23', [`s1 ${at(23, 0)}`]],
    ]);
  });

  it('say how what they made stands now, and lead to it while it is there', () => {
    const [well, corrupted, gone, failed] = [
      ...entriesByDay(
        calendar([
          run('a', at(22, 1), { backupId: 'b1', subjectStatus: 'completed' }),
          run('b', at(22, 2), { drillId: 'd1', subjectStatus: 'corrupted' }),
          run('c', at(22, 3), { backupId: 'b2' }),
          run('d', at(22, 4), { status: 'failed', error: { message: 'No room.' } }),
        ]),
      ).values(),
    ].flat();
    expect(well).toMatchObject({ state: 'completed', to: '/backups/b1/show', isGone: false });
    expect(corrupted).toMatchObject({ state: 'corrupted', to: '/drills/d1/show' });
    expect(gone).toMatchObject({ state: 'completed', to: '/schedules/s1/show?tab=runs', isGone: true });
    expect(failed).toMatchObject({ state: 'failed', message: 'No room.', isGone: false });
  });

  it('where there is no room for all of them leave out what went well', () => {
    const days = entriesByDay(
      calendar(
        [1, 2, 3, 4, 5].map((hour) => run(`${hour}`, at(22, hour), { status: hour === 4 ? 'failed' : 'completed' })),
      ),
    );
    const entries = days.get('2026-11-22') ?? [];
    expect(mostTelling(entries, 3).map(({ id }) => id)).toEqual(['1', '2', '4']);
    expect(mostTelling(entries, 5)).toBe(entries);
    expect(countsOf(days)).toEqual(
      new Map([
        ['completed', 4],
        ['failed', 1],
      ]),
    );
  });
});
