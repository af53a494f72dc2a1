import { expect, it } from '@jest/globals';
import { areWithin, isNetwork, liesIn, neighbourhoodOf } from './networks.js';

it.each(['10.0.0.0/8', '10.1.2.3', '10.1.2.3/8', '0.0.0.0/0', '2001:db8::/32', '::1', '::/0'])(
  'is a network: %s',
  (text) => {
    expect(isNetwork(text)).toBe(true);
  },
);

it.each([
  ...[
    '',
    '10',
    '10.1',
    '0x7f000001',
    '017.0.0.1/33',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/-1',
    '10.0.0.0/8 ',
  ],
  ...['localhost', '*', 'fe80::1%eth0', '10.0.0.0/8\n', '256.0.0.1'],
])('is none: %j', (text) => {
  expect(isNetwork(text)).toBe(false);
});

it.each([
  ['10.1.2.3', ['10.0.0.0/8'], true],
  ['11.1.2.3', ['10.0.0.0/8'], false],
  ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
  ['10.1.2.3', ['192.168.0.0/16', '10.1.2.3'], true],
  ['2001:db8::7', ['2001:db8::/32'], true],
  ['2001:db9::7', ['2001:db8::/32'], false],
  ['10.1.2.3', ['::/0'], false],
  ['10.1.2.3', [], false],
  ['unknown', ['0.0.0.0/0'], false],
])('%s in %j: %s', (address, networks, lies) => {
  expect(liesIn(address, networks)).toBe(lies);
});

it.each([
  [['10.1.0.0/16'], ['10.0.0.0/8'], true],
  [['10.0.0.0/8'], ['10.1.0.0/16'], false],
  [['10.1.0.0/16', '192.168.1.1'], ['10.0.0.0/8'], false],
  [['10.1.0.0/16', '192.168.1.1'], ['10.0.0.0/8', '192.168.0.0/16'], true],
  [['0.0.0.0/0'], ['::/0'], false],
])('%j within %j: %s', (inner, outer, are) => {
  expect(areWithin(inner, outer)).toBe(are);
});

it.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['::1', '::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['unknown', 'unknown'],
])('%s is one of %s', (address, neighbourhood) => {
  expect(neighbourhoodOf(address)).toBe(neighbourhood);
});
