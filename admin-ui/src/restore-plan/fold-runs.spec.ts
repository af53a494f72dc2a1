import { describe, expect, it } from '@jest/globals';
import type { Stitch } from './align-histories.js';
import { foldRuns, isFold } from './fold-runs.js';

const stitches = (marks: string): Stitch[] =>
  Array.from(marks, (mark, index) => ({ name: `m${index}`, mark: mark === 'b' ? 'both' : 'pending' }));

const fold = (marks: string): string[] =>
  foldRuns(stitches(marks), (mark) =>
    mark === 'both' ? { most: 3, head: 0, tail: 1 } : { most: 4, head: 2, tail: 1 },
  ).map((item) => (isFold(item) ? `${item.mark} × ${item.folded.length}` : item.name));

describe('long histories', () => {
  it('are shown whole while they are short', () => {
    expect(fold('bbbpppp')).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6']);
  });

  it('are folded run by run, each by its own limits, and lose none', () => {
    expect(fold('bbbbbppppp')).toEqual(['both × 4', 'm4', 'm5', 'm6', 'pending × 2', 'm9']);
  });

  it('of nothing are nothing', () => {
    expect(fold('')).toEqual([]);
  });
});
