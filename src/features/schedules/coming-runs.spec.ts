import { expect, it } from '@jest/globals';
import { comingRuns } from './coming-runs.js';

const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);
const schedule = (id: string, given: object = {}) => ({
  ...{ id, enabled: true, cron: null, timeZone: 'UTC', everySeconds: null, window: null },
  ...{ anchor: at('01T00:00'), since: at('01T00:00') },
  ...given,
});
const NIGHTLY = schedule('nightly', { cron: '0 3 * * *' });
const HOURLY = schedule('hourly', { everySeconds: 3_600 });
const DAY = { after: at('20T01:30'), to: at('20T04:00'), most: 100 };

it('is what several schedules begin in the range, the soonest first', () => {
  expect(comingRuns([NIGHTLY, HOURLY], DAY)).toEqual({
    runs: [
      { scheduleId: 'hourly', at: at('20T02:00') },
      { scheduleId: 'nightly', at: at('20T03:00') },
      { scheduleId: 'hourly', at: at('20T03:00') },
    ],
    isCut: false,
  });
});

it('says when there are more than are answered', () => {
  const { runs, isCut } = comingRuns([NIGHTLY, HOURLY], { ...DAY, most: 2 });
  expect([runs.length, isCut]).toEqual([2, true]);
});

it('waits for the window, and is nothing of what is paused, or cannot be understood', () => {
  const inTheEvening = schedule('window', {
    cron: '0 3 * * *',
    window: { from: '22:00', to: '23:00', timeZone: 'UTC' },
  });
  const whole = { after: at('20T04:00'), to: at('21T00:00'), most: 9 };
  expect(comingRuns([inTheEvening], whole).runs).toEqual([{ scheduleId: 'window', at: at('20T22:00') }]);
  expect(comingRuns([{ ...NIGHTLY, enabled: false }], DAY).runs).toEqual([]);
  expect(comingRuns([{ ...NIGHTLY, timeZone: 'Nowhere/At_All' }, HOURLY], DAY).runs).toHaveLength(2);
});
