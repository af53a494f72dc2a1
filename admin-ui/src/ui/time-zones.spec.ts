import { expect, it } from '@jest/globals';
import { ZONES, zonesWith } from './time-zones.js';

it.each([
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Europe/Kyiv',
  'Asia/Ho_Chi_Minh',
  'America/Argentina/Buenos_Aires',
  'Europe/Paris',
])('lists %s once, and not by an older name', (zone) => {
  expect(ZONES.filter((each) => each === zone)).toEqual([zone]);
  expect(ZONES).not.toContain('Asia/Calcutta');
});

it('begins with UTC', () => {
  expect(ZONES.indexOf('UTC')).toBe(0);
  expect(ZONES.lastIndexOf('UTC')).toBe(0);
});

it('has what is chosen already, by whichever name', () => {
  expect(zonesWith('Asia/Calcutta', '')).toContain('Asia/Calcutta');
  expect(zonesWith(null, '')).toEqual(ZONES);
});

it('takes what is typed where it is a zone that is not listed', () => {
  expect(zonesWith('UTC', ' Etc/GMT+5 ')).toContain('Etc/GMT+5');
  expect(zonesWith('Etc/GMT+5', 'Etc/GMT+5').filter((zone) => zone === 'Etc/GMT+5')).toHaveLength(1);
  for (const typed of ['europe/paris', 'Europe/Berlyn', '+05:00', 'Eur'])
    expect(zonesWith('UTC', typed)).toEqual(ZONES);
});
