import type { EntityManager } from 'typeorm';
import { assertAutoBackups } from '../plans/auto-backups.js';
import { limitsOfTenant } from '../plans/licensed-tenant.js';
import { nextInstants } from './schedule-times.js';
import { timingOf } from './schedule-timing.js';
import type { Schedule } from './schedule.entity.js';

/** So many runs show how often a schedule runs. */
const LOOKED_AHEAD = 10;

/** How often the plan lets backups be made by themselves. Throws QUOTA_EXCEEDED. */
export async function assertWithinPlan(manager: EntityManager, schedule: Schedule, now: Date): Promise<void> {
  if (schedule.action !== 'backup' || !schedule.enabled) return;
  const next = nextInstants(timingOf(schedule), now, LOOKED_AHEAD);
  assertAutoBackups(await limitsOfTenant(manager, schedule.tenantId), next);
}
