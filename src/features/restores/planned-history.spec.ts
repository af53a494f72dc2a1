import { describe, expect, it } from '@jest/globals';
import type { FrameworkState } from '../../platform/migration-state/migration-state.js';
import { withPending } from './planned-history.js';

const state = (
  framework: FrameworkState['framework'],
  table: string,
  app: string,
  applied: string[],
): FrameworkState => ({
  ...{ framework, table },
  apps: [{ app, applied, failed: [] }],
});

describe('the history that a restore was planned for', () => {
  it('is the backup’s with what is pending, each app of each framework by itself', () => {
    const backup = {
      frameworks: [
        state('typeorm', 'public.migrations', 'shop', ['A1']),
        state('django', 'public.dj', 'shop', ['0001']),
      ],
    };
    const verdicts = [
      { framework: 'typeorm' as const, app: 'shop', verdict: 'behind' as const, pending: ['B2', 'C3'], unknown: [] },
    ];
    expect(withPending(backup, verdicts).frameworks.map(({ apps }) => apps[0]?.applied)).toEqual([
      ['A1', 'B2', 'C3'],
      ['0001'],
    ]);
    expect(backup.frameworks[0]?.apps[0]?.applied).toEqual(['A1']);
  });
});
