import { describe, expect, it } from '@jest/globals';
import { inBatches } from './in-batches.js';

const failure = new Error('The server is away.');

/** Refuses `b`, and fails from the so-maniest request on. */
const asked =
  (failsFrom: number) =>
  (some: string[]): Promise<{ done: string[]; refused: string[] }> => {
    failsFrom -= 1;
    if (failsFrom < 0) return Promise.reject(failure);
    return Promise.resolve({ done: some.filter((id) => id !== 'b'), refused: some.filter((id) => id === 'b') });
  };

describe('many that are asked for in parts', () => {
  it('have one outcome', async () => {
    const all = await inBatches(['a', 'b', 'c'], 2, asked(2));
    expect(all).toEqual({ done: ['a', 'c'], refused: ['b'] });
  });

  it('show what was done before a part failed, and why it ended there', async () => {
    const all = await inBatches(['a', 'b', 'c', 'd'], 2, asked(1));
    expect(all).toEqual({ done: ['a'], refused: ['b'], endedBy: failure });
  });

  it('fail where nothing was done', async () => {
    await expect(inBatches(['a'], 2, asked(0))).rejects.toBe(failure);
  });
});
