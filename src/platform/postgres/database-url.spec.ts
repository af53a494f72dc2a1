import { expect, it } from '@jest/globals';
import { targetOfUrl, withDatabase } from './database-url.js';

it.each([
  [
    'postgres://app:s%40crèt@db.example:5433/control?sslmode=require',
    { host: 'db.example', port: 5433, user: 'app', password: 's@crèt', database: 'control', sslMode: 'require' },
  ],
  ['postgresql://app@127.0.0.1', { host: '127.0.0.1', port: 5432, user: 'app', password: null, database: 'app' }],
  ['postgres://app@[::1]:6000/c', { host: '::1', port: 6000, user: 'app', password: null, database: 'c' }],
  [
    'postgres://app@%2Fvar%2Frun%2Fpostgresql/c',
    { host: '/var/run/postgresql', port: 5432, user: 'app', password: null, database: 'c' },
  ],
  ['postgres://app@/c?host=/run/pg&port=7', { host: '/run/pg', port: 7, user: 'app', password: null, database: 'c' }],
  ['postgres://app@h/a%20b%2Fc', { host: 'h', port: 5432, user: 'app', password: null, database: 'a b/c' }],
])('reads %s', (url, expected) => {
  expect(targetOfUrl(url)).toEqual(expected);
});

it.each(['postgres://h/c', 'postgres://app:secret@h:port/c', 'postgres://app:secret@h/c?sslmode=maybe'])(
  'refuses %s without telling the password',
  (url) => {
    expect(() => targetOfUrl(url)).toThrow(/^The address of the control database (?!.*secret)/);
  },
);

it('names another database of the same server', () => {
  expect(targetOfUrl(withDatabase('postgres://app:p@h:1/one?sslmode=disable', 'two "x"/y'))).toEqual({
    ...{ host: 'h', port: 1, user: 'app', password: 'p', sslMode: 'disable' },
    database: 'two "x"/y',
  });
});
