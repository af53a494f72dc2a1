import { describe, expect, it } from '@jest/globals';
import { assertTransition, isFinalStatus, RESTORE_STATUSES, type RestoreStatus } from './restore-states.js';

const ALLOWED: [RestoreStatus, RestoreStatus][] = [
  ['pending', 'running'],
  ['pending', 'canceled'],
  ['pending', 'failed'],
  ['awaiting_approval', 'pending'],
  ['awaiting_approval', 'rejected'],
  ['awaiting_approval', 'expired'],
  ['awaiting_approval', 'canceled'],
  // Of a rollback that waits: it begins, or the restore is what it was before.
  ['awaiting_approval', 'rolling_back'],
  ['awaiting_approval', 'completed'],
  ['running', 'running'],
  ['running', 'completed'],
  ['running', 'failed'],
  ['running', 'canceled'],
  ['completed', 'rolling_back'],
  ['completed', 'awaiting_approval'],
  ['rolling_back', 'rolling_back'],
  ['rolling_back', 'rolled_back'],
  ['rolling_back', 'completed'],
];

describe('the states of a restore', () => {
  const all = RESTORE_STATUSES.flatMap((from) =>
    RESTORE_STATUSES.map((to): [RestoreStatus, RestoreStatus] => [from, to]),
  );

  it.each(all)('from %s to %s only where the table says so', (from, to) => {
    const isAllowed = ALLOWED.some(([a, b]) => a === from && b === to);
    const attempt = (): void => {
      assertTransition(from, to);
    };
    if (isAllowed) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(`A restore that is ${from} cannot become ${to}.`);
  });

  it('are final unless a job is to come', () => {
    expect(RESTORE_STATUSES.filter((status) => !isFinalStatus(status))).toEqual([
      'pending',
      'awaiting_approval',
      'running',
      'rolling_back',
    ]);
  });
});
