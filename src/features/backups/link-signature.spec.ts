import { expect, it } from '@jest/globals';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import { isSignatureOf, type SignedLink, signLink } from './link-signature.js';

const [old, current] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const keys = new MasterKeys(current);
const link: SignedLink = {
  ...{ id: 'i', tenantId: 't', backupId: 'b', artifactId: 'a', madeById: 'm' },
  expiresAt: new Date('2026-11-22T01:00:00.123Z'),
};

it('holds for what it was made for, and for nothing else', () => {
  const signature = signLink(keys, link);
  expect(signature).toMatch(/^[0-9a-f]{8}\.[\w-]{43}$/);
  expect(isSignatureOf(keys, signature, link)).toBe(true);
  const others: Partial<SignedLink>[] = [
    ...[{ id: 'x' }, { tenantId: 'x' }, { backupId: 'x' }, { artifactId: 'x' }, { madeById: 'x' }],
    { expiresAt: new Date('2026-11-22T01:00:00.124Z') },
    { backupId: 'a', artifactId: 'b' },
  ];
  for (const other of others)
    expect([other, isSignatureOf(keys, signature, { ...link, ...other })]).toEqual([other, false]);
});

it('has one spelling', () => {
  const signature = signLink(keys, link);
  for (const other of [
    '',
    'x',
    signature.toUpperCase(),
    `${signature}=`,
    ` ${signature}`,
    signature.slice(0, -1),
    `${signature}\0`,
  ]) {
    expect([other, isSignatureOf(keys, other, link)]).toEqual([other, false]);
  }
});

it('of the master key before holds while that is being rotated, and not afterwards', () => {
  const signature = signLink(new MasterKeys(old), link);
  expect(isSignatureOf(new MasterKeys(current, old), signature, link)).toBe(true);
  expect(isSignatureOf(keys, signature, link)).toBe(false);
  expect(signLink(new MasterKeys(current, old), link)).toBe(signLink(keys, link));
});
