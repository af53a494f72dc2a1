import { expect, it } from '@jest/globals';
import type { Request } from 'express';
import { browserCookie, readCookie } from './browser-cookie.js';

const COOKIE = browserCookie('sid', false, 'strict');
const requestWith = (cookie: string | undefined): Request => ({ get: () => cookie }) as unknown as Request;

it.each([
  [undefined, null],
  ['', null],
  ['sid=', null],
  ['sid=a', 'a'],
  ['other=1; sid=a; more=2', 'a'],
  ['sid=a;sid=a', 'a'],
  ['xsid=b; sid=a', 'a'],
  ['SID=b', null],
])('finds in %j %j', (header, value) => {
  expect(readCookie(requestWith(header), COOKIE)).toBe(value);
});

it.each(['sid=a; sid=b', 'sid=b; sid=a', 'sid=; sid=a'])('believes none of several that differ: %s', (header) => {
  expect(readCookie(requestWith(header), COOKIE)).toBeNull();
});

it('is bound to the host over TLS, and the plain name is not taken for it', () => {
  const secure = browserCookie('sid', true, 'strict');
  expect(secure).toEqual({
    name: '__Host-sid',
    options: { httpOnly: true, secure: true, sameSite: 'strict', path: '/' },
  });
  expect(readCookie(requestWith('sid=tossed'), secure)).toBeNull();
});
