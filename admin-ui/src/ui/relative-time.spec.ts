import { expect, it } from '@jest/globals';
import { inWords, secondsBetween } from './relative-time.js';

const NOW = Date.UTC(2026, 10, 22, 7);

const said = (seconds: number): string => inWords(secondsBetween(NOW, new Date(NOW + seconds * 1_000)), 'en');

it('says how long ago something was, and how long it is until then', () => {
  expect(said(-7_200)).toBe('2 hours ago');
  expect(said(-12)).toBe('12 seconds ago');
  expect(said(90_000)).toBe('tomorrow');
  expect(said(45)).toBe('in 45 seconds');
});

it('never says of what has just happened that it is to come: the clock of the server may be ahead', () => {
  expect(said(2)).toBe('now');
  expect(said(9)).toBe('now');
});

it('counts weeks, months and years: the next one of them is not what begins in more than one', () => {
  const [day, year] = [86_400, 31_557_600];
  expect(said((Date.UTC(2028, 1, 29) - NOW) / 1_000)).toBe('in 1 year');
  expect(said(-1.4 * year)).toBe('1 year ago');
  expect(said(40 * day)).toBe('in 1 month');
  expect(said(-8 * day)).toBe('1 week ago');
});
