import { Box, Link as MuiLink } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { CalendarEntry } from './calendar-entry.js';
import { type Day, startOf } from './days.js';
import { type Entry, mostTelling } from './entries.js';
import { useRegion } from '../../ui/use-region.js';

export interface DayEntriesProps {
  day: Day;
  entries: readonly Entry[];
  sourceNameOf: (sourceId: string) => string | undefined;
  /** More than so many are told of by their number alone. */
  most: number;
  /** Where all of them are. */
  moreAt: string;
  isCompact: boolean;
}

/** What ran and will run on a day, in the order of the times. */
export function DayEntries({ day, entries, sourceNameOf, most, moreAt, isCompact }: DayEntriesProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  if (entries.length === 0) return null;
  const shown = mostTelling(entries, most);
  const left = entries.length - shown.length;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, minWidth: 0 }}>
      {shown.map((entry) => (
        <li key={entry.id}>
          <CalendarEntry entry={entry} sourceName={sourceNameOf(entry.schedule.sourceId)} isCompact={isCompact} />
        </li>
      ))}
      {left === 0 ? null : (
        <li>
          <MuiLink
            component={Link}
            to={moreAt}
            variant="body2"
            aria-label={translate('resources.schedules.calendar.more_on', {
              smart_count: left,
              day: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(startOf(day)),
            })}
            sx={{ display: 'inline-block', minHeight: 24, pl: 2.5, fontWeight: 600 }}
          >
            {translate('resources.schedules.calendar.more', { smart_count: left })}
          </MuiLink>
        </li>
      )}
    </Box>
  );
}
