import type { components } from '../../api/schema.js';
import { type Day, dayOf } from './days.js';

export type Calendar = components['schemas']['CalendarResponse'];
type Schedule = components['schemas']['ScheduleResponse'];
type Run = components['schemas']['CalendarRunResponse'];

/** What stands in the calendar: a run as it went or goes, or one that is to come. */
export interface Entry {
  id: string;
  at: string;
  /** `coming`, or how the run stands; of one that went well how what it made stands now. */
  state: string;
  schedule: Schedule;
  /** Where more of it is told. */
  to: string;
  /** Why it failed, or what it waits for. */
  message: string | null;
  /** For how many times it stands. */
  count: number;
  /** What it made was deleted since. */
  isGone: boolean;
}

/** What somebody has to see, whatever else there is. */
const WANT_ATTENTION = new Set(['failed', 'corrupted']);

/** All runs of a calendar by their days, each day's in the order of their times. */
export function entriesByDay({ schedules, runs, coming }: Calendar): Map<Day, Entry[]> {
  const known = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const entries = [
    ...runs.flatMap((run) => of(known.get(run.scheduleId), (schedule) => entryOfRun(run, schedule))),
    ...coming.flatMap(({ scheduleId, at }) => of(known.get(scheduleId), (schedule) => entryToCome(at, schedule))),
  ];
  entries.sort((one, other) => one.at.localeCompare(other.at));
  const days = new Map<Day, Entry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return days;
}

/** So many of a day, in their order: what went wrong before anything else. */
export function mostTelling(entries: readonly Entry[], most: number): readonly Entry[] {
  if (entries.length <= most) return entries;
  const isWrong = ({ state }: Entry): boolean => WANT_ATTENTION.has(state);
  const chosen = new Set([...entries.filter(isWrong), ...entries.filter((entry) => !isWrong(entry))].slice(0, most));
  return entries.filter((entry) => chosen.has(entry));
}

/** How many there are of each state, in the order in which the states first come. */
export function countsOf(days: ReadonlyMap<Day, readonly Entry[]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { state } of [...days.values()].flat()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

function of(schedule: Schedule | undefined, make: (schedule: Schedule) => Entry): Entry[] {
  return schedule === undefined ? [] : [make(schedule)];
}

function entryOfRun(run: Run, schedule: Schedule): Entry {
  const { id, dueAt, dueCount, status, subjectStatus, backupId, drillId, error, waiting } = run;
  const isThere = subjectStatus !== null;
  return {
    id,
    at: dueAt,
    state: status === 'completed' ? (subjectStatus ?? status) : status,
    schedule,
    to:
      isThere && backupId !== null
        ? `/backups/${backupId}/show`
        : isThere && drillId !== null
          ? `/drills/${drillId}/show`
          : `/schedules/${schedule.id}/show?tab=runs`,
    message: error?.message ?? (status === 'waiting' ? (waiting?.message ?? null) : null),
    count: dueCount,
    isGone: status === 'completed' && !isThere,
  };
}

function entryToCome(at: string, schedule: Schedule): Entry {
  const to = `/schedules/${schedule.id}/show`;
  return { id: `${schedule.id} ${at}`, at, state: 'coming', schedule, to, message: null, count: 1, isGone: false };
}
