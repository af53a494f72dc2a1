export const ROOM_LEVELS = ['ok', 'low', 'critical'] as const;
export type RoomLevel = (typeof ROOM_LEVELS)[number];

/** Percent free, below which a store is at this level. */
const BELOW: Record<Exclude<RoomLevel, 'ok'>, number> = { low: 10, critical: 5 };
/** A store that wavers at a limit is not told again and again: it must have this much more to be well again. */
const HYSTERESIS_PERCENT = 2;

/** The level of a store that was at `before`. */
export function roomLevel(before: RoomLevel, freePercent: number): RoomLevel {
  const now = levelAt(freePercent);
  const isBetter = ROOM_LEVELS.indexOf(now) < ROOM_LEVELS.indexOf(before);
  return isBetter ? worse(levelAt(freePercent - HYSTERESIS_PERCENT), now) : now;
}

export function isWorse(level: RoomLevel, than: RoomLevel): boolean {
  return ROOM_LEVELS.indexOf(level) > ROOM_LEVELS.indexOf(than);
}

function levelAt(freePercent: number): RoomLevel {
  if (freePercent < BELOW.critical) return 'critical';
  return freePercent < BELOW.low ? 'low' : 'ok';
}

function worse(a: RoomLevel, b: RoomLevel): RoomLevel {
  return isWorse(a, b) ? a : b;
}
