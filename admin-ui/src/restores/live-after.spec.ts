import { describe, expect, it } from '@jest/globals';
import { liveAfter } from './live-after.js';
import type { Restore } from './restore.js';

type Given = Pick<Restore, 'status' | 'strategy' | 'phase'> & { ended?: Record<string, string> };

const after = ({ ended = {}, ...restore }: Given): ReturnType<typeof liveAfter> =>
  liveAfter({
    ...restore,
    phases: Object.entries(ended).map(([name, status]) => ({ name, status }) as Restore['phases'][number]),
  });

const FAILED = { status: 'failed' } as const;
const SWAP = { ...FAILED, strategy: 'swap' } as const;
const IN_PLACE = { ...FAILED, strategy: 'in_place' } as const;

describe('what is live after a restore', () => {
  it.each<[string, Given, string | null]>([
    ['failed before the swap', { ...SWAP, phase: 'checking', ended: { checking: 'failed' } }, 'untouched'],
    ['failed in the swap', { ...SWAP, phase: 'swapping', ended: { swapping: 'failed' } }, 'untouched'],
    ['lost in the middle of the swap', { ...SWAP, phase: 'swapping', ended: { swapping: 'running' } }, 'unknown'],
    ['failed at its second attempt', { ...SWAP, phase: 'planned', ended: { swapping: 'running' } }, 'untouched'],
    ['in place, rolled back', { ...IN_PLACE, phase: 'replacing', ended: { replacing: 'failed' } }, 'untouched'],
    [
      'in place, its migrations failed',
      { ...IN_PLACE, phase: 'migrating', ended: { committing: 'completed', migrating: 'failed' } },
      'replaced',
    ],
    ['withdrawn before it began', { status: 'canceled', strategy: 'in_place', phase: 'planned' }, 'untouched'],
    ['refused', { status: 'rejected', strategy: 'swap', phase: 'planned' }, 'untouched'],
    ['completed', { status: 'completed', strategy: 'swap', phase: 'finished' }, null],
    ['under way', { status: 'running', strategy: 'swap', phase: 'swapping' }, null],
  ])('%s', (_, given, expected) => {
    expect(after(given)).toBe(expected);
  });
});
