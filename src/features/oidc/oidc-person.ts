import { AppError } from '../../common/app-error.js';
import { type Role, ROLES } from '../../common/caller.js';
import type { OidcSettings } from '../../config/oidc-settings.js';
import type { OidcClaims } from '../../platform/oidc/oidc-provider.js';

/** What we believe of what a provider says. */
export interface OidcPerson {
  issuer: string;
  subject: string;
  /** Verified by the provider, in lower case. */
  email: string;
  name: string | null;
  /** The highest one that it has a claim to; null: none, or the provider does not say. */
  role: Role | null;
}

/** Throws FORBIDDEN for an e-mail address that is absent, not verified, or of a domain that may not come. */
export function personOf(claims: OidcClaims, { allowedDomains, roleClaim, roles }: OidcSettings): OidcPerson {
  const email = typeof claims.email === 'string' ? claims.email.trim().toLowerCase() : '';
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
    throw refused('says no e-mail address of yours', 'Its scope `email` must be granted.');
  }
  if (claims.email_verified !== true) {
    throw refused(`has not verified the address ${email}`, 'Verify it there, then sign in again.');
  }
  const domain = email.slice(email.lastIndexOf('@') + 1);
  if (allowedDomains.length > 0 && !allowedDomains.includes(domain)) {
    throw refused(`says ${email}, of a domain that may not sign in`, 'Use an account of your organisation.');
  }
  const name = typeof claims.name === 'string' && claims.name.trim() !== '' ? claims.name.trim().slice(0, 200) : null;
  const role = roleClaim === null ? null : highestRole(claimAt(claims, roleClaim), roles);
  return { issuer: claims.iss, subject: claims.sub, email, name, role };
}

function refused(what: string, hint: string): AppError {
  return new AppError('FORBIDDEN', `The sign-in provider ${what}.`, { hint });
}

/** `groups`, or a way into it: `realm_access.roles`. A claim whose name has dots is found first. */
function claimAt(claims: OidcClaims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function highestRole(claim: unknown, roles: Record<string, Role>): Role | null {
  const values = Array.isArray(claim) ? (claim as unknown[]) : [claim];
  const found = values.flatMap((value) => {
    const role = typeof value === 'string' ? roles[value] : undefined;
    return role === undefined ? [] : [role];
  });
  return ROLES.findLast((role) => found.includes(role)) ?? null;
}
