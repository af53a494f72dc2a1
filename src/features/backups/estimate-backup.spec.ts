import { describe, expect, it } from '@jest/globals';
import { estimateBackup, type EstimateBasis, type MeasuredBackup } from './estimate-backup.js';

const GB = 1e9;

function measured(change: Partial<MeasuredBackup> = {}): MeasuredBackup {
  return {
    ...{ databaseSize: 4 * GB, rawBytes: 2 * GB, storedBytes: 0.5 * GB, durationMs: 21_500, compression: 'zstd' },
    ...change,
  };
}

const basis = (change: Partial<EstimateBasis> = {}): EstimateBasis => ({
  ...{ databaseSize: 8 * GB, tableBytes: 5 * GB, own: [], others: [], compression: 'zstd' },
  ...change,
});

describe('a backup is estimated', () => {
  it('by what the last ones of its source were, which grows with the database', () => {
    const own = [measured(), measured({ durationMs: 61_500 }), measured({ rawBytes: 2.1 * GB, storedBytes: 0.6 * GB })];
    const grown = estimateBackup(basis({ own, databaseSize: 6 * GB }));
    expect(grown).toEqual({ rawBytes: 3 * GB, storedBytes: 0.75 * GB, seconds: 31.5, confidence: 'high' });
  });

  it('less surely when it has grown a lot since, or there are few', () => {
    expect(estimateBackup(basis({ own: [measured(), measured(), measured()] })).confidence).toBe('medium');
    expect(estimateBackup(basis({ own: [measured()], databaseSize: 4 * GB })).confidence).toBe('medium');
  });

  it('by the sizes of its tables when it is the first, as fast and as small as those of other sources', () => {
    const first = estimateBackup(basis({ others: [measured()] }));
    expect(first).toEqual({ rawBytes: 5 * GB, storedBytes: 1.25 * GB, seconds: 51.5, confidence: 'low' });
  });

  it('by rules of thumb when nothing was ever measured', () => {
    expect(estimateBackup(basis())).toEqual({
      rawBytes: 5 * GB,
      storedBytes: 1.5 * GB,
      seconds: 101.5,
      confidence: 'low',
    });
    expect(estimateBackup(basis({ tableBytes: null })).rawBytes).toBe(5.6 * GB);
  });

  it('by no measurement of another compression', () => {
    const { storedBytes } = estimateBackup(basis({ own: [measured()], compression: 'none', databaseSize: 4 * GB }));
    expect(storedBytes).toBe(2 * GB);
  });

  it('by no time of a backup that is much smaller', () => {
    const tiny = measured({ databaseSize: 8_000_000, rawBytes: 10_000, storedBytes: 4_000, durationMs: 3_000 });
    expect(estimateBackup(basis({ own: [tiny] })).seconds).toBeLessThan(2);
    expect(estimateBackup(basis({ others: [tiny] })).seconds).toBe(101.5);
  });

  it('when everything is empty', () => {
    const nothing = measured({ databaseSize: 0, rawBytes: 0, storedBytes: 0 });
    const estimate = estimateBackup(basis({ databaseSize: 0, tableBytes: 0, own: [nothing] }));
    expect(estimate).toEqual({ rawBytes: 0, storedBytes: 0, seconds: 1.5, confidence: 'medium' });
  });
});
