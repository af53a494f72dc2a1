import { expect, it } from '@jest/globals';
import { roomLevel, type RoomLevel } from './room-level.js';

it.each<[RoomLevel, number, RoomLevel]>([
  ['ok', 10, 'ok'],
  ['ok', 9.9, 'low'],
  ['ok', 4.9, 'critical'],
  ['low', 11.9, 'low'],
  ['low', 12, 'ok'],
  ['low', 4.9, 'critical'],
  ['critical', 6.9, 'critical'],
  ['critical', 7, 'low'],
  ['critical', 11.9, 'low'],
  ['critical', 12, 'ok'],
])('a store that was %s and has %s %% free is %s', (before, freePercent, level) => {
  expect(roomLevel(before, freePercent)).toBe(level);
});
