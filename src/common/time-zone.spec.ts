import { expect, it } from '@jest/globals';
import { isTimeZone } from './time-zone.js';

it.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'EST5EDT'])(
  'takes %s',
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

it.each(['', 'Europe/Berlyn', 'Berlin', '+01:00', '-05', 'Europe/Berlin\n', 'Europe/../Berlin', 7, null, undefined])(
  'refuses %j',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);
