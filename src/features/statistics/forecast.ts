const DAY_MS = 86_400_000;
/** Beyond that a forecast says nothing. */
const MAX_DAYS = 3_650;

export interface Growth {
  /** What the stores gained, or lost, on each of the last days, the oldest first; the day that is not over left out. */
  bytesOfDays: readonly number[];
  freeBytes: number | null;
  now: Date;
}

export interface Forecast {
  /** null while no whole day has passed. */
  bytesPerDay: number | null;
  /** null: it does not grow, has room for more than ten years, or nobody can tell. */
  fullAt: Date | null;
}

/** When the store is full, if it goes on growing as it did: the mean of these days, since backups come in rhythms of a week. */
export function forecast({ bytesOfDays, freeBytes, now }: Growth): Forecast {
  if (bytesOfDays.length === 0) return { bytesPerDay: null, fullAt: null };
  const bytesPerDay = Math.round(bytesOfDays.reduce((sum, bytes) => sum + bytes, 0) / bytesOfDays.length);
  if (bytesPerDay <= 0 || freeBytes === null) return { bytesPerDay, fullAt: null };
  const days = freeBytes / bytesPerDay;
  return { bytesPerDay, fullAt: days > MAX_DAYS ? null : new Date(now.getTime() + days * DAY_MS) };
}

/** In percent, to a tenth; null where nothing was tried. Canceled ones were somebody's wish, and count for neither. */
export function successRate(completed: number, failed: number): number | null {
  const tried = completed + failed;
  return tried === 0 ? null : Math.floor((completed / tried) * 1_000) / 10;
}
