import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { SavedSettings } from '../settings/saved-settings.entity.js';
import { type AutoBackup, withDefaults } from '../settings/settings-values.js';
import { eachAlone } from '../jobs/each-alone.js';
import { understood } from './schedule-problem.js';
import { nextAfter } from './schedule-times.js';
import { ScheduleRun } from './schedule-run.entity.js';
import { Schedule } from './schedule.entity.js';

interface Wanted {
  tenantId: string;
  enabled: boolean;
  cron: string;
  timeZone: string;
  options: { contents: AutoBackup['contents'] };
  /** null: all. */
  sourceIds: string[] | null;
}

interface Difference extends Omit<Wanted, 'sourceIds' | 'enabled'> {
  sourceId: string;
  isWanted: boolean;
  /** null: it was never wanted. */
  scheduleId: string | null;
  /** Its timing is what is wanted, and when it is due next is known. */
  isTimingKept: boolean;
  /** It is written as it is wanted, whether or not anybody could tell when it is due. */
  isSaid: boolean;
}

/**
 * Keeps a schedule for each source that the nightly backup of the settings is for, so that it is one like any other. Those
 * that are wanted no more are paused: what they did is still to be read.
 */
@Injectable()
export class NightlySchedules {
  private readonly logger = new Logger(NightlySchedules.name);

  constructor(private readonly database: Database) {}

  async follow(): Promise<void> {
    await this.database.asSystem(async (manager) => {
      const [lock] = await manager.query<{ isOurs: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('nightly schedules', 0)) AS "isOurs"`,
      );
      if (lock?.isOurs !== true) return;
      const saved = await manager.find(SavedSettings);
      const wanted = saved.map(({ tenantId, values }) => wantedBy(tenantId, withDefaults(values).autoBackup));
      const now = await controlNow(manager);
      await eachAlone(
        await differences(manager, wanted),
        // Each in a savepoint: what cannot be settled for one is undone for it alone.
        (difference) => manager.transaction((inner) => this.settle(inner, difference, now)),
        ({ sourceId }, error) => {
          this.logger.error({ err: error }, `The nightly schedule of source ${sourceId} does not follow the settings.`);
        },
      );
    });
  }

  private async settle(manager: EntityManager, difference: Difference, now: Date): Promise<void> {
    const { scheduleId, isWanted, tenantId, sourceId, cron, timeZone, options } = difference;
    if (!isWanted) {
      if (scheduleId === null) return;
      await manager.update(Schedule, scheduleId, { enabled: false, nextDueAt: null });
      await manager.update(ScheduleRun, { scheduleId, state: 'waiting' }, { state: 'dropped', endedAt: now });
      return;
    }
    const timing = { cron, timeZone };
    const { result: nextDueAt, problem } = understood({ ...timing, window: null }, () => nextAfter(timing, now));
    if (problem !== null) {
      // Another machine may know it; until one does, the schedule is there and says what is wrong with it.
      if (difference.isSaid) return;
      this.logger.error(`The nightly backup of source ${sourceId} does not run: ${problem}`);
    }
    const begins = { since: now, handledUntil: now, nextDueAt };
    const said = { cron, timeZone, options, enabled: true };
    if (scheduleId !== null) {
      await manager.update(Schedule, scheduleId, difference.isTimingKept ? said : { ...said, ...begins });
      return;
    }
    const name = 'Nightly backup';
    await manager.insert(Schedule, {
      ...{ id: uuidV7(), tenantId, sourceId, name, origin: 'settings', action: 'backup', anchor: now },
      ...said,
      ...begins,
    });
    this.logger.log(`Source ${sourceId} is backed up every night from now on: "${cron}" in ${timeZone}`);
  }
}

function wantedBy(tenantId: string, autoBackup: AutoBackup): Wanted {
  const { enabled, hour, minute, timeZone, contents, sourceIds } = autoBackup;
  return {
    tenantId,
    enabled,
    cron: `${minute} ${hour} * * *`,
    timeZone,
    options: { contents },
    sourceIds: sourceIds === 'all' ? null : sourceIds,
  };
}

/** Of all sources together, since this is asked every few seconds. */
async function differences(manager: EntityManager, wanted: Wanted[]): Promise<Difference[]> {
  return manager.query(
    `SELECT *, "isThere" AND "isTimingSaid" AND "areOptionsKept" AS "isSaid", "isTimingSaid" AND "isDueKnown" AS "isTimingKept" FROM (
       SELECT source.id AS "sourceId", wanted."tenantId", wanted.cron, wanted."timeZone", wanted.options,
              wanted.enabled AND (wanted."sourceIds" IS NULL OR source.id = ANY (wanted."sourceIds")) AS "isWanted",
              nightly.id AS "scheduleId", coalesce(nightly.enabled, false) AS "isThere",
              nightly.enabled AND (nightly.cron, nightly."timeZone") IS NOT DISTINCT FROM (wanted.cron, wanted."timeZone") AS "isTimingSaid",
              nightly."nextDueAt" IS NOT NULL AS "isDueKnown", nightly.options IS NOT DISTINCT FROM wanted.options AS "areOptionsKept"
         FROM jsonb_to_recordset($1) AS wanted("tenantId" uuid, enabled boolean, cron text, "timeZone" text, options jsonb, "sourceIds" uuid[])
         JOIN sources source ON source."tenantId" = wanted."tenantId"
         LEFT JOIN schedules nightly ON nightly."sourceId" = source.id AND nightly.origin = 'settings'
     ) difference
     WHERE "isWanted" <> "isThere" OR ("isWanted" AND NOT ("isTimingSaid" AND "isDueKnown" AND "areOptionsKept"))`,
    [JSON.stringify(wanted)],
  );
}
