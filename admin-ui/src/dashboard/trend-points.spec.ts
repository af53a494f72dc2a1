import { expect, it } from '@jest/globals';
import { highestOf, meanDuration, slowestByDay } from './trend-points.js';

type Day = Parameters<typeof meanDuration>[0][number];

const day = (date: string, completed = 0, averageDurationMs: number | null = null): Day => ({
  ...{ day: date, completed, averageDurationMs, failed: 0, canceled: 0, successRate: null },
  ...{ storedBytes: 0, rawBytes: 0, keptBytes: 0 },
});

it('says of all days what every backup took in the mean, not what every day did', () => {
  expect(meanDuration([day('2026-11-20', 9, 1_000), day('2026-11-21'), day('2026-11-22', 1, 11_000)])).toBe(2_000);
  expect(meanDuration([day('2026-11-20')])).toBeNull();
});

it('says of each day how long its slowest drill took, and of days without any nothing', () => {
  const days = [day('2026-11-20'), day('2026-11-21'), day('2026-11-22')];
  const points = slowestByDay(days, [
    { createdAt: '2026-11-20T23:59:00Z', recoverySeconds: 3 },
    { createdAt: '2026-11-20T00:01:00Z', recoverySeconds: 4.5 },
    { createdAt: '2026-11-22T12:00:00Z', recoverySeconds: null },
    { createdAt: '2026-10-01T12:00:00Z', recoverySeconds: 60 },
  ]);
  expect(points.map(({ value }) => value)).toEqual([4_500, null, null]);
  expect(highestOf(points)).toBe(4_500);
  expect(highestOf([])).toBeNull();
});
