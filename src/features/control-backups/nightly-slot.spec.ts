import { describe, expect, it } from '@jest/globals';
import { lastSlot, missedSlot } from './nightly-slot.js';

/** Its minute is 17. */
const INSTANCE = '01a1f989-c483-7779-b55a-000000000011';
const utc = (text: string): Date => new Date(`2026-11-${text}:00Z`);
const LONG_AGO = utc('01T00:00');

it.each([
  ['21T03:17', '21T03:17'],
  ['21T03:16', '20T03:17'],
  ['21T23:59', '21T03:17'],
  ['21T00:00', '20T03:17'],
])('at %s the last nightly dump was due at %s', (now, slot) => {
  expect(lastSlot(utc(now), INSTANCE)).toEqual(utc(slot));
});

it('is at another minute for another instance, never outside of the hour', () => {
  const slots = ['3b', '3c', 'ff'].map((end) => lastSlot(utc('21T12:00'), `01a1f989-c483-7779-b55a-0000000000${end}`));
  expect(slots).toEqual([utc('21T03:59'), utc('21T03:00'), utc('21T03:15')]);
});

describe('a nightly dump', () => {
  it.each([
    ['is due when the last is of the night before', '21T04:00', ['20T03:18'], '21T03:17'],
    ['is not due when there is one of this night', '21T04:00', ['20T03:18', '21T03:18'], null],
    ['is not due before its time', '21T03:00', ['20T03:18'], null],
    ['is due once, however many nights were missed', '21T12:00', ['05T03:18'], '21T03:17'],
    ['is not due again after the missed ones were caught up', '21T12:30', ['05T03:18', '21T12:00'], null],
    ['made late counts for its night, and the next is due at its own time', '22T03:20', ['21T12:00'], '22T03:17'],
    ['from the future (a clock was set back) proves nothing', '21T04:00', ['20T03:18', '29T03:18'], '21T03:17'],
    ['is not due twice beside one from the future', '21T04:30', ['29T03:18', '21T04:00'], null],
  ])('%s', (_case, now, made, slot) => {
    expect(missedSlot(utc(now), INSTANCE, made.map(utc), LONG_AGO)).toEqual(slot === null ? null : utc(slot));
  });

  it('of a new instance waits for its first night', () => {
    expect(missedSlot(utc('21T12:00'), INSTANCE, [], utc('21T11:00'))).toBeNull();
    expect(missedSlot(utc('22T03:20'), INSTANCE, [], utc('21T11:00'))).toEqual(utc('22T03:17'));
  });
});
