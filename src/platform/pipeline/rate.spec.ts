import { describe, expect, it } from '@jest/globals';
import { Rate } from './rate.js';

function steady(seconds: number, bytesPerSecond: number): Rate {
  const rate = new Rate(10_000);
  for (let ms = 0; ms <= seconds * 1000; ms += 10) rate.add(ms, (ms * bytesPerSecond) / 1000);
  return rate;
}

describe('Rate', () => {
  it('knows nothing before two samples', () => {
    const rate = new Rate();
    expect(rate.bytesPerSecond(0)).toBe(0);
    expect(rate.etaSeconds(0, 100)).toBeNull();
    rate.add(0, 0);
    expect(rate.bytesPerSecond(0)).toBe(0);
  });

  it.each([1, 5, 60])('measures a steady flow after %d s', (seconds) => {
    expect(steady(seconds, 1e6).bytesPerSecond(seconds * 1000)).toBeCloseTo(1e6, -3);
  });

  it('follows a change within its window', () => {
    const rate = steady(60, 1e6);
    for (let ms = 0; ms <= 10_000; ms += 10) rate.add(60_000 + ms, 60e6 + ms * 100);
    // The sample on the edge of the window is up to 1/50 of it too old.
    expect(Math.abs(rate.bytesPerSecond(70_000) - 1e5)).toBeLessThan(5e3);
  });

  it('falls while nothing moves, to 0 after the window', () => {
    const rate = steady(20, 1e6);
    expect(rate.bytesPerSecond(25_000)).toBeCloseTo(5e5, -4);
    expect(rate.bytesPerSecond(31_000)).toBe(0);
    expect(rate.etaSeconds(31_000, 1e9)).toBeNull();
  });

  it('tells the remaining seconds', () => {
    const rate = steady(20, 1e6);
    expect(rate.etaSeconds(20_000, 30e6)).toBe(10);
    expect(rate.etaSeconds(20_000, 20e6)).toBe(0);
    expect(rate.etaSeconds(20_000, 1)).toBe(0);
  });

  it('keeps few samples however often it is told', () => {
    const rate = new Rate(10_000);
    for (let ms = 0; ms < 100_000; ms += 1) rate.add(ms, ms);
    expect(rate.sampleCount).toBeLessThan(120);
  });
});
