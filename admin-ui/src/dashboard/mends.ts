import type { SourceHealth } from '../data/backup-health.js';

/** Where something is mended, and what is done there. */
export interface Mend {
  to: string;
  /** Below `bs.dashboard.mend`. */
  words:
    | 'back_up'
    | 'schedules'
    | 'failed_backups'
    | 'corrupted'
    | 'failed_drills'
    | 'queues'
    | 'settings'
    | 'channels';
  /** Whoever may not do this cannot mend it there. */
  permission: string;
}

type ReasonCode = SourceHealth['reasons'][number]['code'];

/** What mends a reason why a source is not well; null: a look at the source is all there is. */
export function mendOfReason(code: ReasonCode, sourceId: string): Mend | null {
  const read = 'records:read';
  switch (code) {
    case 'never_backed_up':
    case 'old':
    case 'newest_corrupted':
      return { to: `/sources/${sourceId}/show`, words: 'back_up', permission: 'backups:create' };
    case 'missed':
    case 'missed_repeatedly':
    case 'not_scheduled':
      return { to: `/sources/${sourceId}/show?tab=schedules`, words: 'schedules', permission: read };
    case 'last_failed':
    case 'failing':
      return { to: filtered('backups', { sourceId, status: 'failed' }), words: 'failed_backups', permission: read };
    case 'drill_failed':
      return { to: filtered('drills', { sourceId, status: 'failed' }), words: 'failed_drills', permission: read };
    case 'corrupted':
      return { to: filtered('backups', { sourceId, status: 'corrupted' }), words: 'corrupted', permission: read };
    case 'not_rehearsed':
      return null;
  }
}

const OF_PARTS: Partial<Record<string, Mend>> = {
  redis: { to: '/jobs', words: 'queues', permission: 'records:read' },
  workers: { to: '/jobs', words: 'queues', permission: 'records:read' },
  versions: { to: '/jobs', words: 'queues', permission: 'records:read' },
  store: { to: '/settings', words: 'settings', permission: 'settings:manage' },
  disk: { to: '/settings', words: 'settings', permission: 'settings:manage' },
  retention: { to: '/settings', words: 'settings', permission: 'settings:manage' },
  notifications: { to: '/notification-channels', words: 'channels', permission: 'notifications:manage' },
};

/** What mends a part of the service; null: only whoever runs the server can. */
export function mendOfPart(name: string): Mend | null {
  return OF_PARTS[name] ?? null;
}

export function filtered(resource: string, filter: Record<string, string>): string {
  return `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
}
