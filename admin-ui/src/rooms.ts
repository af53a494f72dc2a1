import { apiKeys } from './api-keys/index.js';
import { auditEvents } from './audit-events/index.js';
import { backups } from './backups/index.js';
import { drills } from './drills/index.js';
import { jobs } from './jobs/index.js';
import { notificationChannels } from './notification-channels/index.js';
import { restores } from './restores/index.js';
import type { Room } from './room.js';
import { schedules } from './schedules/index.js';
import { settings } from './settings/index.js';
import { sources } from './sources/index.js';
import { tenants } from './tenants/index.js';
import { users } from './users/index.js';

/** Every room of the page, in the order of the menu. */
export const ROOMS: Room[] = [
  backups,
  restores,
  sources,
  drills,
  schedules,
  notificationChannels,
  settings,
  users,
  apiKeys,
  tenants,
  auditEvents,
  jobs,
];
