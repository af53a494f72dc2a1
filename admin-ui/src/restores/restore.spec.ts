import { describe, expect, it } from '@jest/globals';
import { phasesOf, type Restore, swapDowntimeOf } from './restore.js';

interface Given {
  status?: string;
  pending?: string[];
  phases?: object[];
  options?: object;
}

/** No more of a record than its phases are told by. */
const restore = ({ status = 'awaiting_approval', pending = [], phases = [], options = {} }: Given): Restore =>
  ({
    strategy: 'swap',
    status,
    phases,
    options: { runMigrations: true, allowAhead: false, skipSafetyBackup: false, reason: null, ...options },
    plan: { migrations: [{ pending, unknown: [], applied: [], expected: [] }] },
  }) as unknown as Restore;

const names = (given: Given): string[] => phasesOf(restore(given)).map(({ name }) => name);

describe('the phases of a restore', () => {
  it('name migrations only where some will be run', () => {
    expect(names({ pending: ['A1'] })).toContain('migrating');
    expect(names({})).not.toContain('migrating');
    expect(names({ pending: ['A1'], options: { runMigrations: false } })).not.toContain('migrating');
  });

  it('name the safety backup only where one is taken', () => {
    expect(names({})).toContain('safety_backup');
    expect(names({ options: { skipSafetyBackup: true } })).not.toContain('safety_backup');
  });

  it('are shown in any case where the record has them', () => {
    expect(names({ status: 'completed', phases: [{ name: 'migrating', status: 'skipped' }] })).toContain('migrating');
  });
});

describe('how long clients waited for the swap', () => {
  it('is what its phase says, whatever was measured of a rollback since', () => {
    const phases = [{ name: 'swapping', status: 'completed', detail: { downtimeMs: 18.2 } }];
    expect(swapDowntimeOf(restore({ status: 'rolled_back', phases }))).toBe(18.2);
    expect(swapDowntimeOf(restore({}))).toBeNull();
  });
});
