import { expect, it } from '@jest/globals';
import { isForeign } from './own-origin.js';

const LOOPBACK = { address: '127.0.0.1', port: 8000 };
const PUBLIC = 'https://backup.example.com/here';

it.each([
  ['no page', undefined, undefined],
  ['the public address', 'https://backup.example.com', undefined],
  ['its default port, said', 'https://backup.example.com:443', undefined],
  ['the listening address', 'http://127.0.0.1:8000', undefined],
  ['its name', 'http://localhost:8000', undefined],
  ['a page of ours, by Referer', undefined, 'https://backup.example.com/admin/x'],
  ['an Origin of ours, whatever the Referer', 'http://127.0.0.1:8000', 'https://evil.example/'],
])('takes %s', (_, origin, referer) => {
  expect(isForeign({ origin, referer }, LOOPBACK, PUBLIC)).toBe(false);
});

it.each([
  ['another site', 'https://evil.example', undefined],
  ['the public name without TLS', 'http://backup.example.com', undefined],
  ['another port', 'http://127.0.0.1:8001', undefined],
  ['the default port', 'http://127.0.0.1', undefined],
  ['a name that begins alike', 'https://backup.example.com.evil.example', undefined],
  ['a user that looks alike', 'https://backup.example.com@evil.example', undefined],
  ['a page without an origin', 'null', undefined],
  ['nothing', '', undefined],
  ['no address', '://', undefined],
  ['a file', 'file:///home/x/page.html', undefined],
  ['another site by Referer', undefined, 'https://evil.example/?https://backup.example.com'],
  ['a foreign Origin, whatever the Referer', 'https://evil.example', 'https://backup.example.com/'],
])('refuses %s', (_, origin, referer) => {
  expect(isForeign({ origin, referer }, LOOPBACK, PUBLIC)).toBe(true);
});

it('knows the address of the connection in all its spellings', () => {
  const page = (origin: string) => ({ origin, referer: undefined });
  expect(isForeign(page('http://10.0.0.5:8000'), { address: '::ffff:10.0.0.5', port: 8000 }, null)).toBe(false);
  expect(isForeign(page('http://[fd00::1]:8000'), { address: 'fd00::1', port: 8000 }, null)).toBe(false);
  expect(isForeign(page('http://[::1]'), { address: '::1', port: 80 }, null)).toBe(false);
  expect(isForeign(page('http://localhost:8000'), { address: '10.0.0.5', port: 8000 }, null)).toBe(true);
});

it('has no origin of its own on a Unix socket but that of PUBLIC_URL', () => {
  const socket = { address: undefined, port: undefined };
  const page = { origin: 'http://localhost', referer: undefined };
  expect(isForeign(page, socket, null)).toBe(true);
  expect(isForeign(page, socket, 'http://localhost')).toBe(false);
});
