/** From the least to the most that may be done; api.md "Who calls" has the table. */
export const ROLES = ['viewer', 'operator', 'approver', 'admin', 'superadmin'] as const;
export type Role = (typeof ROLES)[number];

/** What an API key may do; never more than the role of whom it acts for. */
export const SCOPES = ['read', 'backup', 'restore', 'download', 'decrypt', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * On whose behalf something is done: the first argument of every service.
 * A superadmin is of the instance and sees every tenant; everybody else exactly one.
 */
export interface Caller {
  kind: 'user' | 'api-key' | 'system';
  /** Of an API key: who made it, for whom it acts. */
  userId: string | null;
  /** The user's e-mail address, or the name of the part of ours that acts (`worker`, `sweep`). For records and audit. */
  name: string;
  role: Role;
  tenantId: string;
  seesAllTenants: boolean;
  /** Of an API key; null: all that the role may do. */
  scopes: readonly Scope[] | null;
  /** The session or API key that the request came with. */
  credentialId: string | null;
  /** Of somebody whose password was given to them: until they choose one of their own, nothing else is let through. */
  mustChangePassword?: boolean;
  /** Of somebody whose tenant requires a second factor, and who has none: until they set one up, nothing else is let through. */
  mustSetUpSecondFactor?: boolean;
  /** Of the request, for the audit trail; null inside workers. */
  requestId: string | null;
  address: string | null;
}

/** Acts for the instance itself, such as a sweep. Never made from anything that a request carries. */
export function systemCaller(name: string, tenantId: string): Caller {
  return {
    kind: 'system',
    userId: null,
    name,
    role: 'superadmin',
    tenantId,
    seesAllTenants: true,
    scopes: null,
    credentialId: null,
    requestId: null,
    address: null,
  };
}
