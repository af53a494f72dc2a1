import type { Caller } from '../../common/caller.js';
import { mayDo, type Permission } from '../../common/permissions.js';

/** What a page shows, as the API calls it, and what it takes to see it. */
const SEEN_WITH = {
  backups: 'records:read',
  restores: 'records:read',
  drills: 'records:read',
  sources: 'records:read',
  schedules: 'records:read',
  jobs: 'records:read',
  settings: 'records:read',
  tenants: 'records:read',
  'notification-channels': 'records:read',
  'retention-runs': 'records:read',
  users: 'people:manage',
  'api-keys': 'keys:manage',
  'audit-events': 'audit:read',
  /** One's own; those of others take managing people, too. */
  sessions: 'account:manage',
} as const satisfies Record<string, Permission>;

export type ChangeType = keyof typeof SEEN_WITH;
export const CHANGE_TYPES = Object.keys(SEEN_WITH) as ChangeType[];

export const CHANGE_ACTIONS = ['created', 'changed', 'deleted'] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/** A change that the control database announced at its commit: database/changes-channel.ts. */
export interface AnnouncedChange {
  type: ChangeType;
  id: string;
  /** null: of nobody's; only who sees all tenants sees it. */
  tenantId: string | null;
  sourceId: string | null;
  /** Of a session: whose it is. */
  userId: string | null;
  status: string | null;
  action: ChangeAction;
}

/** null for what is none: whoever can sign in to the control database may announce what they like, and a later release other types. */
export function readAnnouncement(payload: string): AnnouncedChange | null {
  let read: unknown;
  try {
    read = JSON.parse(payload);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const { type, id, tenantId, sourceId, userId, status, action } = read as Record<string, unknown>;
  if (typeof id !== 'string' || !CHANGE_ACTIONS.some((each) => each === action)) return null;
  if (!CHANGE_TYPES.some((each) => each === type)) return null;
  return {
    type: type as ChangeType,
    id,
    tenantId: textOrNull(tenantId),
    sourceId: textOrNull(sourceId),
    userId: textOrNull(userId),
    status: textOrNull(status),
    action: action as ChangeAction,
  };
}

/** Whether this caller could have found it in a list. */
export function maySee(caller: Caller, { type, tenantId, userId }: AnnouncedChange): boolean {
  if (!mayDo(caller, SEEN_WITH[type])) return false;
  if (type === 'sessions' && userId !== caller.userId && !mayDo(caller, 'people:manage')) return false;
  return caller.seesAllTenants || tenantId === caller.tenantId;
}

/** Whether it may change what this caller may do, or that they are signed in at all. */
export function concerns({ credentialId, userId }: Caller, { type, id }: AnnouncedChange): boolean {
  if (type === 'sessions' || type === 'api-keys') return id === credentialId;
  return type === 'users' && id === userId;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
