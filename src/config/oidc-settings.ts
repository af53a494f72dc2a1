import { type Role, ROLES } from '../common/caller.js';
import type { FileReader } from './file-reader.js';

/** Whom people may sign in with instead of a password here (OpenID Connect). */
export interface OidcSettings {
  /** As the provider names itself; its configuration is found below it. */
  issuer: string;
  clientId: string;
  scopes: string[];
  /** Of e-mail addresses; empty: any. */
  allowedDomains: string[];
  /** Where the provider says what somebody may do here; null: it does not. */
  roleClaim: string | null;
  /** What its values mean. */
  roles: Record<string, Role>;
  /** Where, and as what, somebody is made who is not known yet; null: nobody is. */
  provision: { tenant: string; role: Role } | null;
  /** Whether a superadmin may sign in this way, or be made by `roles`. */
  superadmins: boolean;
  /** Names, addresses and networks of the provider that may be asked although they are not public. */
  trustedHosts: string[];
}

/** null where there is no `oidc` in the file. */
export function readOidc(reader: FileReader, value: unknown): OidcSettings | null {
  if (value === undefined) return null;
  const oidc = reader.object(value, 'oidc', [
    'issuer',
    'clientId',
    'scopes',
    'allowedDomains',
    'roleClaim',
    'roles',
    'provision',
    'superadmins',
    'trustedHosts',
  ]);
  const settings: OidcSettings = {
    issuer: readIssuer(reader, oidc.issuer),
    clientId: reader.text(oidc.clientId, 'oidc.clientId'),
    scopes: reader.texts(oidc.scopes, 'oidc.scopes', ['openid', 'email', 'profile']),
    allowedDomains: reader.texts(oidc.allowedDomains, 'oidc.allowedDomains').map((domain) => domain.toLowerCase()),
    roleClaim: oidc.roleClaim === undefined ? null : reader.text(oidc.roleClaim, 'oidc.roleClaim'),
    roles: reader.named(oidc.roles, 'oidc.roles', (role, at) => readRole(reader, role, at)),
    provision: readProvision(reader, oidc.provision),
    superadmins: reader.flag(oidc.superadmins, 'oidc.superadmins', false),
    trustedHosts: reader.hosts(oidc.trustedHosts, 'oidc.trustedHosts'),
  };
  refuseContradictions(reader, settings);
  return settings;
}

function readIssuer(reader: FileReader, value: unknown): string {
  const issuer = reader.text(value, 'oidc.issuer');
  const isAddress = URL.canParse(issuer) && new URL(issuer).protocol === 'https:';
  if (!isAddress) reader.problem('oidc.issuer', 'must be an address that begins with https://');
  return issuer;
}

function readProvision(reader: FileReader, value: unknown): OidcSettings['provision'] {
  if (value === undefined) return null;
  const provision = reader.object(value, 'oidc.provision', ['tenant', 'role']);
  return {
    tenant: reader.text(provision.tenant, 'oidc.provision.tenant'),
    role: readRole(reader, provision.role, 'oidc.provision.role'),
  };
}

function readRole(reader: FileReader, value: unknown, at: string): Role {
  const role = ROLES.find((name) => name === value);
  if (role === undefined) reader.problem(at, `must be one of ${ROLES.join(', ')}`);
  return role ?? 'viewer';
}

function refuseContradictions(
  reader: FileReader,
  { clientId, scopes, roleClaim, roles, provision, superadmins }: OidcSettings,
): void {
  if (clientId === '') reader.problem('oidc.clientId', 'must be the name that the provider knows Backstitch by');
  if (!scopes.includes('openid')) reader.problem('oidc.scopes', 'must have openid');
  if (roleClaim === null && Object.keys(roles).length > 0)
    reader.problem('oidc.roles', 'means nothing without oidc.roleClaim');
  if (roleClaim !== null && provision === null) {
    reader.problem(
      'oidc.roleClaim',
      'means nothing without oidc.provision: it is about people whom the provider brings',
    );
  }
  const given = [...Object.values(roles), provision?.role];
  if (!superadmins && given.includes('superadmin')) {
    reader.problem('oidc', 'makes superadmins: say "superadmins": true if the provider shall');
  }
  if (Object.values(roles).includes('superadmin') && provision?.tenant !== 'default') {
    reader.problem('oidc.provision.tenant', 'must be default, where superadmins belong');
  }
  if (provision?.role === 'superadmin') reader.problem('oidc.provision.role', 'may not be superadmin for everybody');
}
