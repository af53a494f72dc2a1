import { describe, expect, it } from '@jest/globals';
import { figuresOf } from './progress-figures.js';

const say = (key: string, values: Record<string, unknown>): string => `${key} ${Object.values(values).join(' ')}`;
const figures = (silentMs: number, changes: Partial<Parameters<typeof figuresOf>[0]> = {}): string[] =>
  figuresOf({ bytes: 60_300_000, bytesPerSecond: 59_400_000, etaSeconds: 0.4, ...changes }, silentMs, say, 'en-GB');

describe('figures of progress', () => {
  it('say how much, how fast and how long', () => {
    expect(figures(0)).toEqual(['60.3 MB', 'bs.progress.rate 59.4 MB', 'bs.progress.left 1.0 s']);
  });

  it('say neither how fast nor how long once nothing new was heard', () => {
    expect(figures(75_000)).toEqual(['60.3 MB', 'bs.progress.silent 1 min 15 s']);
  });

  it('leave out what is not known', () => {
    expect(figures(0, { bytes: 0, bytesPerSecond: 0, etaSeconds: null })).toEqual([]);
  });
});
