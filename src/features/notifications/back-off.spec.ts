import { describe, expect, it } from '@jest/globals';
import { backOffMs, GIVE_UP_AFTER_MS } from './back-off.js';

describe('the wait after an attempt', () => {
  it.each([
    [1, 1, 10_000],
    [1, 0, 5_000],
    [2, 1, 20_000],
    [5, 0.5, 120_000],
    [20, 1, 3_600_000],
    [5_000, 1, 3_600_000],
  ])('number %d, with chance %d, is %d ms', (attempts, random, expected) => {
    expect(backOffMs(attempts, random)).toBe(expected);
  });

  it('is what the receiver asks for, where that is longer, and no longer than six hours', () => {
    expect(backOffMs(1, 1, 90)).toBe(90_000);
    expect(backOffMs(9, 1, 90)).toBe(2_560_000);
    expect(backOffMs(1, 1, 10 ** 9)).toBe(6 * 3_600_000);
  });

  it('leaves some thirty attempts in a day', () => {
    let [passed, attempts] = [0, 0];
    while (passed < GIVE_UP_AFTER_MS) passed += backOffMs((attempts += 1), 0.5);
    expect(attempts).toBeGreaterThan(25);
    expect(attempts).toBeLessThan(50);
  });
});
