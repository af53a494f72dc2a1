import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { documentOf, hashOf } from './chain.js';

const EVENT = {
  id: 'e',
  at: '2026-11-22T00:00:00.000001Z',
  tenantId: null,
  action: 'backup.create',
  data: { b: 1, a: null },
};

it('covers the event, its place and the hash before it, by a text that anybody can write down', () => {
  const text = `{"action":"backup.create","at":"2026-11-22T00:00:00.000001Z","data":{"a":null,"b":1},"id":"e","previous":"00ff","seq":2}`;
  const document = documentOf(EVENT, { seq: 2, previous: '00ff' });
  expect(hashOf(document)).toBe(createHash('sha256').update(text).digest('hex'));
});

it('says nothing of what is null, so that a column of a later release changes no hash', () => {
  const first = { seq: 1, previous: null };
  expect(hashOf(documentOf({ ...EVENT, later: null }, first))).toBe(hashOf(documentOf(EVENT, first)));
  expect(hashOf(documentOf({ ...EVENT, later: 0 }, first))).not.toBe(hashOf(documentOf(EVENT, first)));
});
