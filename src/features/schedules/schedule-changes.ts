import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import { definedOf } from '../../common/defined.js';
import type { RunWindow } from './run-window.js';
import { understood } from './schedule-problem.js';
import { nextAfter } from './schedule-times.js';
import { timingOf } from './schedule-timing.js';
import type { CreateScheduleRequest, RunWindowRequest, UpdateScheduleRequest } from './schedule-requests.dto.js';
import { Schedule, type ScheduleAction, type ScheduleOptions } from './schedule.entity.js';
import { intervalText, missingTiming, readTiming } from './timing-rules.js';

/** The schedule that a request describes. Throws INVALID_PARAMETER or MISSING_PARAMETER. */
export function draftSchedule(
  request: CreateScheduleRequest,
  tenantId: string,
  actions: readonly ScheduleAction[],
  now: Date,
): Schedule {
  const { sourceId, action = 'backup', name, cron, every, timeZone = 'UTC', window = null, ...rest } = request;
  const { enabled = true, runAtStart = false, ...options } = rest;
  if (!actions.includes(action)) throw invalid('action', `must be one of ${actions.join(', ')}`);
  const timing = readTiming(definedOf({ cron, every }));
  if (timing === null) throw missingTiming();
  const schedule = Object.assign(new Schedule(), {
    ...{ id: uuidV7(), tenantId, sourceId: sourceId.toLowerCase(), origin: 'request' as const, action },
    ...timing,
    timeZone,
    name: name ?? timing.cron ?? `every ${intervalText(timing.everySeconds ?? 0)}`,
    options: given(optionsFor(action, options)),
    window: checkedWindow(window, timeZone),
    enabled,
    runAtStart,
  });
  beginAnew(schedule, now);
  return schedule;
}

/** Throws CONFLICT for one that follows the settings. */
export function assertChangeable({ origin }: Schedule): void {
  if (origin !== 'settings') return;
  throw new AppError('CONFLICT', 'This is the nightly backup of the settings.', {
    hint: 'Change autoBackup by PUT /api/v1/settings; it follows within seconds.',
  });
}

/** What is absent stays. Another timing, and a pause that is over, count from now on. Throws INVALID_PARAMETER. */
export function applyChanges(schedule: Schedule, request: UpdateScheduleRequest, now: Date): void {
  const { name, cron, every, timeZone, window, enabled, runAtStart, ...options } = request;
  const { cron: cronBefore, everySeconds: intervalBefore, timeZone: zoneBefore, enabled: wasEnabled } = schedule;
  Object.assign(schedule, readTiming(definedOf({ cron, every })), definedOf({ name, timeZone, enabled, runAtStart }));
  schedule.options = given({ ...schedule.options, ...optionsFor(schedule.action, options) });
  if (window !== undefined) schedule.window = checkedWindow(window, schedule.timeZone);
  const isOther =
    cronBefore !== schedule.cron ||
    intervalBefore !== schedule.everySeconds ||
    (schedule.cron !== null && zoneBefore !== schedule.timeZone);
  const isResumed = schedule.enabled && !wasEnabled;
  if (isOther || isResumed) beginAnew(schedule, now);
  if (!schedule.enabled) schedule.nextDueAt = null;
}

function beginAnew(schedule: Schedule, now: Date): void {
  // Of whole seconds, which is how it reads.
  const anchor = new Date(Math.floor(now.getTime() / 1_000) * 1_000);
  Object.assign(schedule, { anchor, since: now, handledUntil: now });
  schedule.nextDueAt = schedule.enabled ? nextDueOf(schedule, now) : null;
}

/** Throws CONFLICT for one that was saved where it was understood, and is not understood here. */
function nextDueOf(schedule: Schedule, now: Date): Date {
  const { result, problem } = understood(schedule, () => nextAfter(timingOf(schedule), now));
  if (problem === null) return result;
  throw new AppError('CONFLICT', `This schedule cannot run. ${problem}`, {
    hint: 'Give it another timing or time zone: PATCH /api/v1/schedules/:id.',
  });
}

/** As a request has them: null takes one away. */
type WantedOptions = { [Name in keyof ScheduleOptions]?: ScheduleOptions[Name] | null };

function optionsFor(action: ScheduleAction, request: WantedOptions): WantedOptions {
  const options = definedOf(request);
  const other = Object.keys(options).find((name) => (name === 'target') !== (action === 'drill'));
  if (other !== undefined) throw invalid(other, `is not for a ${action}`);
  return options;
}

function given(options: WantedOptions): ScheduleOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}

function checkedWindow(window: RunWindowRequest | null, zoneOfSchedule: string): RunWindow | null {
  if (window === null) return null;
  const { from, to, timeZone = zoneOfSchedule } = window;
  if (from === to) throw invalid('window.to', 'must be another time than from');
  return { from, to, timeZone };
}

function invalid(field: string, message: string): AppError {
  return new AppError('INVALID_PARAMETER', `Not valid: ${field}.`, {
    hint: 'What each route takes stands at /api/docs.',
    errors: [{ field, message }],
  });
}
