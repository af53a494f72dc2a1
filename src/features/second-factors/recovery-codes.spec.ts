import { expect, it } from '@jest/globals';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.js';

it('are ten, and no two alike', () => {
  const codes = [...newRecoveryCodes(), ...newRecoveryCodes()];
  expect(new Set(codes).size).toBe(20);
  for (const code of codes) expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
});

it('are the same however they are typed, and no other', () => {
  const hash = hashRecoveryCode('k3vd-7qfo-m2ai-x6pz');
  for (const typed of ['K3VD-7QFO-M2AI-X6PZ', 'k3vd7qfom2aix6pz', ' k3vd 7qfo m2ai x6pz ']) {
    expect(hashRecoveryCode(typed)).toBe(hash);
  }
  expect(hashRecoveryCode('k3vd-7qfo-m2ai-x6pa')).not.toBe(hash);
});
