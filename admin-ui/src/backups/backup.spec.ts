import { describe, expect, it } from '@jest/globals';
import { type Backup, canBeTakenAgain, isReady, isRestorable } from './backup.js';

describe('a backup', () => {
  it.each<[Backup['status'], { ready: boolean; restorable: boolean; again: boolean }]>([
    ['pending', { ready: false, restorable: false, again: false }],
    ['running', { ready: false, restorable: false, again: false }],
    ['completed', { ready: true, restorable: true, again: false }],
    ['corrupted', { ready: true, restorable: false, again: false }],
    ['failed', { ready: false, restorable: false, again: true }],
    ['canceled', { ready: false, restorable: false, again: true }],
  ])('that is %s can be %j', (status, can) => {
    expect({
      ready: isReady({ status }),
      restorable: isRestorable({ status }),
      again: canBeTakenAgain({ status, origin: 'scheduled' }),
    }).toEqual(can);
  });

  it.each<[Backup['origin'], boolean]>([
    ['manual', true],
    ['safety', false],
    ['upload', false],
  ])('that failed and is of the origin %s is offered to be taken again: %s', (origin, isOffered) => {
    expect(canBeTakenAgain({ status: 'failed', origin })).toBe(isOffered);
  });
});
