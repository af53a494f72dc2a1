import { describe, expect, it } from '@jest/globals';
import { assertHostAllowed, type HostRules } from './source-hosts.js';

const rules = (changes: Partial<HostRules> = {}): HostRules => ({
  allowedHosts: ['*'],
  deniedNetworks: ['169.254.0.0/16', 'fd00::/8'],
  socketHosts: ['/run/postgresql'],
  ...changes,
});

describe('assertHostAllowed', () => {
  it.each([
    ['10.0.0.5', rules()],
    ['localhost', rules()],
    ['/run/postgresql', rules()],
    ['db.example.test', rules({ allowedHosts: ['*.example.test'] })],
    ['DB.Example.test', rules({ allowedHosts: ['db.example.test'] })],
  ])('allows %p', async (host, hostRules) => {
    await expect(assertHostAllowed(host, hostRules)).resolves.toBeUndefined();
  });

  it.each([
    ['169.254.169.254', rules()],
    ['fd00::1', rules()],
    ['/tmp', rules()],
    ['/run/postgresql/../../tmp', rules()],
    ['evil.test', rules({ allowedHosts: ['*.example.test'] })],
    ['example.test.evil.test', rules({ allowedHosts: ['example.test'] })],
    ['localhost', rules({ deniedNetworks: ['127.0.0.0/8', '::1'] })],
  ])('refuses %p', async (host, hostRules) => {
    await expect(assertHostAllowed(host, hostRules)).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
  });
});
