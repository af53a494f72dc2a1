import { type Light, worstOf } from './source-health.js';

/** Of the last 24 hours, and of the store that new backups go to; null: nothing ended, nobody can tell. */
export interface OverallFacts {
  sources: readonly Light[];
  successRate: number | null;
  freePercent: number | null;
}

/** As a person reads a traffic light: the worst of all. */
export function judgeOverall({ sources, successRate, freePercent }: OverallFacts): Light {
  return worstOf([...sources, atLeast(successRate, { green: 95, yellow: 90 }), roomLight(freePercent)]);
}

/** More than 20 % is green, less than 10 % is red. */
export function roomLight(freePercent: number | null): Light {
  if (freePercent === null || freePercent > 20) return 'green';
  return freePercent < 10 ? 'red' : 'yellow';
}

function atLeast(value: number | null, limits: { green: number; yellow: number }): Light {
  if (value === null || value >= limits.green) return 'green';
  return value >= limits.yellow ? 'yellow' : 'red';
}
