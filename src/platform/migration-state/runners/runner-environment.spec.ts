import { expect, it } from '@jest/globals';
import { fillPlaceholders, runnerEnvironment } from './runner-environment.js';

const target = { host: 'db.example.test', port: 5433, database: 'shop', user: 'app', password: 'p' };

it('is told the address that was judged, since it would look the name up by itself', () => {
  const pinned = { ...target, addresses: ['2001:db8::1'] };
  const environment = runnerEnvironment(pinned, 'bst');
  expect(environment).toMatchObject({
    PGHOST: '2001:db8::1',
    DATABASE_URL: expect.stringContaining('@[2001:db8::1]:'),
  });
  expect(environment).not.toHaveProperty('PGHOSTADDR');
  expect(fillPlaceholders('{host} {url}', pinned)).toBe('2001:db8::1 postgresql://app:p@[2001:db8::1]:5433/shop');
});

it('is told the name that its certificate must be for, and libpq the address besides', () => {
  const pinned = { ...target, sslMode: 'verify-full' as const, addresses: ['10.0.0.5', '10.0.0.6'] };
  expect(runnerEnvironment(pinned, 'bst')).toMatchObject({
    ...{ PGHOST: 'db.example.test', PGHOSTADDR: '10.0.0.5' },
    DATABASE_URL: expect.stringContaining('@db.example.test:5433/shop'),
  });
  expect(fillPlaceholders('{host}', pinned)).toBe('db.example.test');
});

it('is told nothing where the name was not known', () => {
  expect(() => runnerEnvironment({ ...target, addresses: [] }, 'bst')).toThrow(/not known/);
});
