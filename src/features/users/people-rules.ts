import { type Role, ROLES, type Scope } from '../../common/caller.js';
import { roleHas, scopesHave } from '../../common/permissions.js';

/** Who acts: the person, also where an API key acts for it. */
export interface Actor {
  userId: string | null;
  role: Role;
  /** Of an API key; null: a person. */
  scopes: readonly Scope[] | null;
}

/** Who is acted upon, as it is before. The tenant is the repository's to judge: of another one nobody knows. */
export interface Subject {
  id: string;
  role: Role;
}

/** What is to be done to somebody. */
export type PersonAct =
  | { kind: 'create'; role: Role }
  /** What is absent stays. */
  | { kind: 'change'; role?: Role; active?: boolean; password?: boolean }
  | { kind: 'end-sessions' }
  | { kind: 'reset-second-factor' }
  | { kind: 'delete' };

export interface Refusal {
  message: string;
  hint: string;
}

const BY_SUPERADMIN = 'It takes a superadmin.';
const BY_ANOTHER = 'Ask another admin to do it.';

/**
 * Who may do what to whom, of those who manage people at all (`people:manage`). null: allowed.
 * Nobody acts on whoever is above, nobody gives a role above the own one, and nobody lifts, demotes, disables or deletes oneself.
 * An API key acts on nobody who may approve and makes nobody one: it could sign in as that person, and approve what it asked for.
 */
export function refusalOf(actor: Actor, act: PersonAct, subject: Subject | null): Refusal | null {
  const role = 'role' in act ? act.role : undefined;
  if (role !== undefined && isAbove(role, actor.role)) {
    return { message: `The role ${actor.role} may not make anybody a ${role}.`, hint: BY_SUPERADMIN };
  }
  const mayApprove = [role, subject?.role].some((one) => one !== undefined && roleHas(one, 'restores:approve'));
  if (mayApprove && !scopesHave(actor.scopes, 'safeguards:manage')) {
    return {
      message: 'An API key makes nobody one who may approve restores, and changes nobody who may.',
      hint: 'Only a person who has signed in may.',
    };
  }
  if (subject === null) return null;
  if (isAbove(subject.role, actor.role)) {
    return { message: `The role ${actor.role} may not change a ${subject.role}.`, hint: BY_SUPERADMIN };
  }
  return subject.id === actor.userId ? refusalOfOneself(act, subject) : null;
}

function isAbove(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) > ROLES.indexOf(other);
}

function refusalOfOneself(act: PersonAct, { role }: Subject): Refusal | null {
  if (act.kind === 'delete') return { message: 'Nobody deletes oneself.', hint: BY_ANOTHER };
  if (act.kind === 'reset-second-factor') {
    return {
      message: 'The own second factor is given up by who has a code of it.',
      hint: 'POST /api/v1/auth/totp/disable with password and otp; or ask another admin.',
    };
  }
  if (act.kind !== 'change') return null;
  if (act.role !== undefined && act.role !== role) {
    return { message: 'Nobody changes the own role.', hint: BY_ANOTHER };
  }
  if (act.active === false) return { message: 'Nobody disables oneself.', hint: BY_ANOTHER };
  if (act.password === true) {
    return {
      message: 'The own password is changed by who knows the old one.',
      hint: 'POST /api/v1/auth/password with currentPassword and newPassword.',
    };
  }
  return null;
}
