import { describe, expect, it } from '@jest/globals';
import { allowedAddressesOf, type HostRules } from './source-hosts.js';

const rules = (changes: Partial<HostRules> = {}): HostRules => ({
  allowedHosts: ['*'],
  deniedNetworks: ['169.254.0.0/16', 'fd00::/8'],
  socketHosts: ['/run/postgresql'],
  ...changes,
});

describe('the addresses of a source', () => {
  it.each([
    ['10.0.0.5', rules()],
    ['localhost', rules()],
    ['/run/postgresql', rules()],
    ['db.example.test', rules({ allowedHosts: ['*.example.test'] })],
    ['DB.Example.test', rules({ allowedHosts: ['db.example.test'] })],
  ])('allows %p', async (host, hostRules) => {
    await expect(allowedAddressesOf(host, hostRules)).resolves.toBeDefined();
  });

  it.each([
    ['169.254.169.254', rules()],
    ['fd00::1', rules()],
    ['::ffff:169.254.169.254', rules()],
    ['fe80::1%eth0', rules({ deniedNetworks: ['fe80::/10'] })],
    ['/tmp', rules()],
    ['/run/postgresql/../../tmp', rules()],
    ['evil.test', rules({ allowedHosts: ['*.example.test'] })],
    ['example.test.evil.test', rules({ allowedHosts: ['example.test'] })],
    ['localhost', rules({ deniedNetworks: ['127.0.0.0/8', '::1'] })],
  ])('refuses %p', async (host, hostRules) => {
    await expect(allowedAddressesOf(host, hostRules)).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
  });

  const answering =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address }));

  it('are none for a name that is not known, and null for a socket', async () => {
    const unknown = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await allowedAddressesOf('db.example.test', rules(), unknown)).toEqual([]);
    expect(await allowedAddressesOf('/run/postgresql', rules())).toBeNull();
  });

  it('are refused together where one of them is denied', async () => {
    const refusal = allowedAddressesOf('db.example.test', rules(), answering('10.0.0.5', '169.254.169.254'));
    await expect(refusal).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
  });

  it('are all that its name has', async () => {
    const addresses = await allowedAddressesOf('db.example.test', rules(), answering('::1', '127.0.0.1'));
    expect(addresses).toEqual(['::1', '127.0.0.1']);
  });
});
