import type { CountBackupsQuery } from './backup-requests.dto.js';

export type TalliesThatAnswer = 'of sources' | 'of days';

/**
 * Which tallies know what is asked for: those of sources know no days, those of days no sources, and both know nothing but
 * status and origin. null: the records themselves must be counted.
 */
export function talliesThatAnswer(query: Partial<CountBackupsQuery>): TalliesThatAnswer | null {
  const { by, sourceId, from, to, ids, q, proof, type, contents } = query;
  if ([ids, q, proof, type, contents].some((filter) => filter !== undefined)) return null;
  const isWholeDays = [from, to].every((time) => time === undefined || isMidnight(time));
  if (by !== 'source' && sourceId === undefined && isWholeDays) return 'of days';
  if (by !== 'day' && from === undefined && to === undefined) return 'of sources';
  return null;
}

function isMidnight(time: string): boolean {
  return new Date(time).getTime() % 86_400_000 === 0;
}
