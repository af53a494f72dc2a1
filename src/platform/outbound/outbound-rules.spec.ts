import { describe, expect, it } from '@jest/globals';
import { allowedAddresses, lookupOf } from './allowed-addresses.js';
import { OutboundRefusal } from './outbound-refusal.js';
import { isPublicAddress, isTrusted, mayReach } from './outbound-rules.js';

const NONE = { trusted: [], denied: [] };

describe('an address', () => {
  it.each(['93.184.216.34', '8.8.8.8', '172.15.255.255', '172.32.0.1', '100.63.255.255', '2606:4700::1111', '2a00::1'])(
    'is public: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['link-local, where clouds tell secrets', '169.254.169.254'],
    ['shared by a provider', '100.64.0.1'],
    ['shared by a provider', '100.127.255.255'],
    ['for benchmarks', '198.18.0.1'],
    ['for documents', '192.0.2.1'],
    ['for documents', '203.0.113.9'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.250'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['loopback', '::1'],
    ['unspecified', '::'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped', '::ffff:8.8.8.8'],
    ['compatible', '::7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64 of a network of its own', '64:ff9b:1::a00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:1::1'],
    ['unique local', 'fd00::1'],
    ['unique local', 'fc00::1'],
    ['link-local', 'fe80::1'],
    ['link-local, with its zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['for documents', '2001:db8::1'],
    ['given to nobody', '4000::1'],
    ['no address', 'localhost'],
    ['no address', ''],
  ])('is not public, since it is %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
    expect(mayReach(address, address, NONE)).toBe(false);
  });
});

describe('what the owner of the machine names', () => {
  const rules = {
    trusted: ['hooks.internal', '*.lan', '10.1.0.0/16', '127.0.0.1', 'fd00::/8'],
    denied: ['10.1.9.0/24'],
  };

  it.each([
    ['hooks.internal', '192.168.1.1', true],
    ['HOOKS.internal.', '192.168.1.1', true],
    ['evilhooks.internal', '192.168.1.1', false],
    ['hooks.internal.evil.example', '192.168.1.1', false],
    ['a.b.lan', '192.168.1.1', true],
    ['lan', '192.168.1.1', false],
    ['evil.example', '10.1.2.3', true],
    ['evil.example', '10.2.0.1', false],
    ['evil.example', '::ffff:10.1.2.3', true],
    ['evil.example', '127.0.0.1', true],
    ['evil.example', '127.0.0.2', false],
    ['evil.example', 'fd12::1', true],
    ['hooks.internal', '10.1.9.9', false],
    ['hooks.internal', '::ffff:10.1.9.9', false],
    ['public.example', '93.184.216.34', true],
  ])('lets %s at %s be reached: %s', (host, address, expected) => {
    expect(mayReach(host, address, rules)).toBe(expected);
  });

  it('never lets in what is denied, be it public', () => {
    expect(mayReach('a.example', '8.8.8.8', { trusted: ['a.example'], denied: ['8.0.0.0/8'] })).toBe(false);
  });

  it('is no part of a longer address', () => {
    expect(isTrusted('127.0.0.10', '127.0.0.10', { trusted: ['127.0.0.1'], denied: [] })).toBe(false);
  });
});

describe('the addresses of a name', () => {
  const answering = (...addresses: string[]) => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    };
    return { resolve, asked: () => asked };
  };

  it('are those that may be reached, and no others', async () => {
    const { resolve } = answering('10.0.0.1', '93.184.216.34', '::ffff:10.0.0.1');
    expect(await allowedAddresses('mixed.example', NONE, resolve)).toEqual([{ address: '93.184.216.34', family: 4 }]);
  });

  it('are refused when none is left, without saying which they are', async () => {
    const { resolve } = answering('10.3.2.1', 'fd00::7');
    const refusal = await allowedAddresses('inside.example', NONE, resolve).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(OutboundRefusal);
    expect(String(refusal)).not.toMatch(/10\.3|fd00/);
  });

  it('are not asked for where the host is one', async () => {
    const { resolve, asked } = answering('93.184.216.34');
    await expect(allowedAddresses('127.0.0.1', NONE, resolve)).rejects.toBeInstanceOf(OutboundRefusal);
    await expect(allowedAddresses('[::1]', NONE, resolve)).rejects.toBeInstanceOf(OutboundRefusal);
    expect(asked()).toBe(0);
  });

  it('are those that are connected to, whatever the name says by then', async () => {
    const { resolve, asked } = answering('93.184.216.34');
    const lookup = lookupOf(await allowedAddresses('rebinding.example', NONE, resolve));
    const all = await new Promise((done) => {
      lookup('rebinding.example', { all: true }, (_, addresses) => {
        done(addresses);
      });
    });
    expect(all).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(asked()).toBe(1);
  });
});
