import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { DaysProps } from './calendar-days.js';
import { DayEntries } from './day-entries.js';
import { isTitled, startOf } from './days.js';
import { useRegion } from '../../ui/use-region.js';

/** As much of a day as a list of a month shows. */
const MOST_IN_MONTH = 6;

/** Day by day, one below the other, for narrow pages: today, and the days on which there is something. */
export function DayList({ weeks, place, today, entries, sourceNameOf, linkTo }: DaysProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const isMonth = place.view === 'month';
  const days = weeks
    .flat()
    .filter((day) => isTitled(place.view, place.day, day))
    .filter((day) => day === today || entries.has(day));
  if (days.length === 0) return <Typography>{translate('resources.schedules.calendar.nothing')}</Typography>;
  return (
    <Stack component="ol" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {days.map((day) => (
        <Card
          component="li"
          key={day}
          {...(day === today ? { 'aria-current': 'date', sx: { borderColor: 'primary.main' } } : {})}
        >
          <CardContent sx={{ p: 1.5, '&:last-child': { pb: 1.5 } }}>
            <Typography component="h3" variant="body1" sx={{ fontWeight: 650 }}>
              {name.format(startOf(day))}
              {day === today ? ` · ${translate('resources.schedules.calendar.today').toLocaleLowerCase(locale)}` : null}
            </Typography>
            {entries.has(day) ? (
              <DayEntries
                day={day}
                entries={entries.get(day) ?? []}
                sourceNameOf={sourceNameOf}
                most={isMonth ? MOST_IN_MONTH : Infinity}
                moreAt={linkTo({ view: 'week', day })}
                isCompact={false}
              />
            ) : (
              <Typography variant="body2" color="textSecondary">
                {translate('resources.schedules.calendar.nothing')}
              </Typography>
            )}
          </CardContent>
        </Card>
      ))}
    </Stack>
  );
}
