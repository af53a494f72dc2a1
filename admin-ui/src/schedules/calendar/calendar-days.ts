import type { Day } from './days.js';
import type { Entry } from './entries.js';
import type { Place } from './use-calendar-address.js';

/** What the calendar shows, however it is laid out. */
export interface DaysProps {
  weeks: Day[][];
  place: Place;
  today: Day;
  /** Which days these are, in words. */
  title: string;
  entries: ReadonlyMap<Day, readonly Entry[]>;
  sourceNameOf: (sourceId: string) => string | undefined;
  linkTo: (place: Partial<Place>) => string;
}
