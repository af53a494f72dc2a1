import { describe, expect, it } from '@jest/globals';
import { ConfigurationError } from './configuration-error.js';
import { parseServerFile } from './server-file.js';

const OIDC = {
  issuer: 'https://id.example.com',
  clientId: 'backstitch',
  provision: { tenant: 'default', role: 'viewer' },
};
const OF_ACME = { tenant: 'acme', role: 'viewer' };

function problemsOf(content: unknown): string[] {
  try {
    parseServerFile(typeof content === 'string' ? content : JSON.stringify(content), 'backstitch.config.json');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('the server’s file', () => {
  it('is read as the contract shows it', () => {
    const file = parseServerFile(
      JSON.stringify({
        migrationRunners: {
          shop: { command: ['python3', 'manage.py', 'migrate'], cwd: '/srv/shop', env: { DB: '{database}' } },
        },
        codeRoots: ['/srv'],
        directoryRoots: ['/var/media/'],
        deniedNetworks: ['169.254.0.0/16', 'fe80::/10'],
        maintenanceCommands: { shop: { on: ['true'], off: ['false'] } },
      }),
      'file',
    );
    expect(file.migrationRunners).toEqual({
      shop: {
        command: ['python3', 'manage.py', 'migrate'],
        cwd: '/srv/shop',
        env: { DB: '{database}' },
        timeoutSeconds: 600,
        tenants: ['*'],
      },
    });
    expect(file).toMatchObject({ directoryRoots: ['/var/media'], allowedHosts: ['*'], storageRoots: [] });
  });

  it.each([
    [
      'a provider without TLS',
      { oidc: { ...OIDC, issuer: 'http://id.example.com' } },
      'oidc.issuer must be an address',
    ],
    ['a provider’s secret', { oidc: { ...OIDC, clientSecret: 'x' } }, 'oidc.clientSecret is not known'],
    ['a role that does not exist', { oidc: { ...OIDC, roles: { a: 'root' } } }, 'oidc.roles.a must be one of viewer'],
    ['roles without their claim', { oidc: { ...OIDC, roles: { a: 'admin' } } }, 'oidc.roles means nothing without'],
    [
      'roles of nobody',
      { oidc: { ...OIDC, roleClaim: 'groups', provision: undefined } },
      'oidc.roleClaim means nothing',
    ],
    [
      'superadmins, unsaid',
      { oidc: { ...OIDC, roleClaim: 'groups', roles: { a: 'superadmin' } } },
      'oidc makes superadmins: say',
    ],
    [
      'superadmins of everybody',
      { oidc: { ...OIDC, superadmins: true, provision: { tenant: 'default', role: 'superadmin' } } },
      'oidc.provision.role may not be',
    ],
    [
      'superadmins of another tenant',
      { oidc: { ...OIDC, superadmins: true, roleClaim: 'g', roles: { a: 'superadmin' }, provision: OF_ACME } },
      'oidc.provision.tenant must be default',
    ],
    ['an unknown property', { codeRoot: [] }, 'codeRoot is not known'],
    [
      'an unknown property deep in it',
      { migrationRunners: { a: { command: ['x'], cwd: '/x', shell: true } } },
      'migrationRunners.a.shell is not known',
    ],
    ['a list instead of an object', [], 'the whole must be an object'],
    ['a relative root', { codeRoots: ['srv'] }, 'codeRoots[0] must be an absolute path'],
    ['a number as a path', { storageRoots: [7] }, 'storageRoots[0] must be a text'],
    [
      'a runner without a program',
      { migrationRunners: { a: { command: [], cwd: '/x' } } },
      'migrationRunners.a.command must be',
    ],
    [
      'a command as one text',
      { migrationRunners: { a: { command: 'rm -rf', cwd: '/x' } } },
      'migrationRunners.a.command must be',
    ],
    [
      'a runner with the name of ours',
      { migrationRunners: { typeorm: { command: ['x'], cwd: '/x' } } },
      'migrationRunners.typeorm is a name of ours',
    ],
    [
      'no time at all',
      { migrationRunners: { a: { command: ['x'], cwd: '/x', timeoutSeconds: 0 } } },
      'migrationRunners.a.timeoutSeconds must be',
    ],
    ['a network without its bits', { deniedNetworks: ['10.0.0.1'] }, 'deniedNetworks[0] must be a network'],
    ['too many bits', { deniedNetworks: ['10.0.0.0/33'] }, 'deniedNetworks[0] must be a network'],
    [
      'file trees inside of code',
      { codeRoots: ['/srv'], directoryRoots: ['/srv/media'] },
      'directoryRoots "/srv/media" overlaps "/srv"',
    ],
    [
      'code inside of file trees',
      { codeRoots: ['/srv/code'], directoryRoots: ['/srv'] },
      'directoryRoots "/srv" overlaps "/srv/code"',
    ],
    ['no JSON', '{', 'is not JSON'],
  ])('refuses %s, naming file, place and fault', (_, content, fault) => {
    const problems = problemsOf(content);
    expect(problems.some((problem) => problem.startsWith('backstitch.config.json') && problem.includes(fault))).toBe(
      true,
    );
  });

  it('lets roots lie side by side', () => {
    expect(problemsOf({ codeRoots: ['/srv/app'], directoryRoots: ['/srv/app-media'] })).toEqual([]);
  });
});
