import { expect, it } from '@jest/globals';
import { AppError } from '../../common/app-error.js';
import { intervalText, readTiming, type TimingRequest } from './timing-rules.js';

it.each<[TimingRequest, object]>([
  [{ cron: '0 3 * * *' }, { cron: '0 3 * * *', everySeconds: null }],
  [{ cron: ' 0  3 * *\t1-5 ' }, { cron: '0 3 * * 1-5', everySeconds: null }],
  [{ cron: '*/5 * * * *' }, { cron: '*/5 * * * *', everySeconds: null }],
  [{ cron: '0 0 29 2 *' }, { cron: '0 0 29 2 *', everySeconds: null }],
  [{ every: '5m' }, { cron: null, everySeconds: 300 }],
  [{ every: '6h' }, { cron: null, everySeconds: 21_600 }],
  [{ every: '366d' }, { cron: null, everySeconds: 31_622_400 }],
])('takes %j', (request, expected) => {
  expect(readTiming(request)).toEqual(expected);
});

it.each<[TimingRequest, string, string]>([
  [
    { cron: '0 3 * *' },
    'cron',
    'five fields are needed (minute, hour, day of the month, month, day of the week); there are 4',
  ],
  [{ cron: '0 25 * * *' }, 'cron', 'hour: 25 is not between 0 and 23'],
  [{ cron: '0 0 30 2 *' }, 'cron', 'never comes: there is no such day'],
  [{ cron: '* * * * *' }, 'cron', 'comes twice within 5 minutes: that is too often'],
  [{ cron: '*/4 3 * * *' }, 'cron', 'comes twice within 5 minutes: that is too often'],
  [{ cron: '0,58 * * * *' }, 'cron', 'comes twice within 5 minutes: that is too often'],
  [{ cron: '0,58 0,23 1,31 1,12 *' }, 'cron', 'comes twice within 5 minutes: that is too often'],
  [{ cron: '0 3 * * *', every: '6h' }, 'every', 'cannot be given together with cron'],
  [{ every: '4m' }, 'every', 'must be at least 5m'],
  [{ every: '367d' }, 'every', 'must be at most 366d'],
  [{ every: '6' }, 'every', 'must be a number of minutes, hours or days, such as 30m, 6h or 1d'],
  [{ every: '-6h' }, 'every', 'must be a number of minutes, hours or days, such as 30m, 6h or 1d'],
])('refuses %j', (request, field, message) => {
  let error: unknown;
  try {
    readTiming(request);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'INVALID_PARAMETER', errors: [{ field, message }] });
});

it.each([
  [300, '5m'],
  [3_600, '1h'],
  [86_400, '24h'],
  [172_800, '2d'],
  [5_400, '90m'],
])('says %d seconds as %s', (seconds, text) => {
  expect(intervalText(seconds)).toBe(text);
});
