import { describe, expect, it } from '@jest/globals';
import { forecast, successRate } from './forecast.js';

const now = new Date('2026-11-21T12:00:00Z');
const GB = 1024 ** 3;

describe('when the store is full', () => {
  it.each([
    ['in as many days as the room lasts', [GB, GB, GB], 30 * GB, GB, '2026-12-21T12:00:00.000Z'],
    ['by the mean of a week, not by its last day', [7 * GB, 0, 0, 0, 0, 0, 0], 10 * GB, GB, '2026-12-01T12:00:00.000Z'],
    ['at once where nothing is free', [GB], 0, GB, '2026-11-21T12:00:00.000Z'],
    ['never where as much goes as comes', [GB, -GB], GB, 0, null],
    ['never where it shrinks', [-GB], GB, -GB, null],
    ['is not told beyond ten years', [1], 3651, 1, null],
    ['is not told where nobody knows the room', [GB], null, GB, null],
    ['is not told before a day has passed', [], GB, null, null],
  ])('%s', (_, bytesOfDays, freeBytes, bytesPerDay, fullAt) => {
    const told = forecast({ bytesOfDays, freeBytes, now });
    expect(told.bytesPerDay).toBe(bytesPerDay);
    expect(told.fullAt?.toISOString() ?? null).toBe(fullAt);
  });
});

it.each([
  [0, 0, null],
  [1, 0, 100],
  [0, 1, 0],
  [2, 1, 66.6],
  [99_999, 1, 99.9],
])('%i completed and %i failed are %s %%; one failure is never rounded away', (completed, failed, rate) => {
  expect(successRate(completed, failed)).toBe(rate);
});
