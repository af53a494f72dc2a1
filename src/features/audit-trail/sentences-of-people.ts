import { count, fields, own, text, type Told } from './told.js';

/** `changed user bob@example.test: role from viewer to operator, kept out, 2 sessions ended`. */
export function changeOfPerson({ subject, data }: Told): string {
  const { changes, active, password, endedSessions } = data;
  const said = [
    ...Object.entries(isObject(changes) ? changes : {}).map(([field, change]) => changeOfField(field, change)),
    ...(typeof active === 'boolean' ? [active ? 'allowed in again' : 'kept out'] : []),
    ...(password === undefined ? [] : ['a new password']),
    ...(typeof endedSessions === 'number' && endedSessions > 0 ? [`${count(endedSessions, 'session')} ended`] : []),
  ];
  return `changed ${subject}${said.length === 0 ? '' : `: ${said.join(', ')}`}`;
}

const FIELDS: Record<string, string> = { email: 'address' };

function changeOfField(field: string, change: unknown): string {
  const { from, to } = isObject(change) ? change : {};
  if (field === 'mustChangePassword') {
    return to === true ? 'must choose a password of their own' : 'need not choose a password of their own';
  }
  return `${own(FIELDS, field) ?? field} from ${valueInWords(from)} to ${valueInWords(to)}`;
}

function valueInWords(value: unknown): string {
  return value === null ? 'none' : text(value);
}

/** Suspending is a verb of its own; which plan it became is said. */
export function changeOfTenant({ subject, data }: Told): string {
  const named = Array.isArray(data.fields) ? data.fields.map(text) : [];
  const plan = named.includes('plan') ? `: the plan is ${text(data.plan)}` : '';
  if (!named.includes('suspended')) return `changed ${fields(data)}${subject}${plan}`;
  const others = named.filter((field) => !STANDING.includes(field));
  const isSuspended = data.status === 'suspended';
  if (others.length === 0) return `${isSuspended ? 'suspended' : 'lifted the suspension of'} ${subject}`;
  const verb = isSuspended ? 'suspended' : 'lifted the suspension';
  return `${verb} and changed ${fields({ fields: others })}${subject}${plan}`;
}

const STANDING = ['suspended', 'suspendedReason'];

/** `, which may read, backup`; older events do not hold it. */
export function mayOfKey({ scopes, expiresAt }: Record<string, unknown>): string {
  const may = Array.isArray(scopes) && scopes.length > 0 ? `, which may ${scopes.map(text).join(', ')}` : '';
  return typeof expiresAt === 'string' ? `${may}, until ${expiresAt.slice(0, '2026-01-31'.length)}` : may;
}

/** What a key went with. */
export function withWhat({ madeByKeyId, deletedUser }: Record<string, unknown>): string {
  if (typeof deletedUser === 'string') return `, with user ${deletedUser}`;
  return madeByKeyId === undefined ? '' : ', with the key that had made it';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
