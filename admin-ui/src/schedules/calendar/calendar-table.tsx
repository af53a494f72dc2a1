import { Box, Card, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { VISUALLY_HIDDEN } from '../../ui/visually-hidden.js';
import type { DaysProps } from './calendar-days.js';
import { DayEntries } from './day-entries.js';
import { type Day, isSameMonth, startOf } from './days.js';
import { useRegion } from '../../ui/use-region.js';

/** As much of a day as a month has room for. */
const MOST_IN_MONTH = 3;

/** Weeks of seven days, one below the other. */
export function CalendarTable({ weeks, place, today, title, ...days }: DaysProps): ReactNode {
  const locale = useRegion();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const isMonth = place.view === 'month';
  return (
    <Card>
      <Table size="small" aria-label={title} sx={{ tableLayout: 'fixed' }}>
        <TableHead>
          <TableRow>
            {(weeks[0] ?? []).map((day) => (
              <TableCell key={day} scope="col" sx={{ px: 0.75, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                {weekday.format(startOf(day))}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {weeks.map((week) => (
            <TableRow key={week[0]}>
              {week.map((day) => (
                <TableCell
                  key={day}
                  {...(day === today ? { 'aria-current': 'date' } : {})}
                  sx={{
                    verticalAlign: 'top',
                    height: isMonth ? 136 : 320,
                    p: 0.75,
                    '& + &': { borderLeft: 1, borderColor: 'divider' },
                    ...(isMonth && !isSameMonth(day, place.day) ? { bgcolor: 'background.default' } : {}),
                    ...(day === today ? { boxShadow: ({ palette }) => `inset 0 0 0 2px ${palette.primary.main}` } : {}),
                  }}
                >
                  <DayNumber day={day} isToday={day === today} isOutside={isMonth && !isSameMonth(day, place.day)} />
                  <DayEntries
                    day={day}
                    entries={days.entries.get(day) ?? []}
                    sourceNameOf={days.sourceNameOf}
                    most={isMonth ? MOST_IN_MONTH : Infinity}
                    moreAt={days.linkTo({ view: 'week', day })}
                    isCompact={isMonth}
                  />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function DayNumber({ day, isToday, isOutside }: { day: Day; isToday: boolean; isOutside: boolean }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const date = startOf(day);
  return (
    <Typography
      component="p"
      variant="body2"
      color={isToday ? 'primary' : isOutside ? 'textSecondary' : 'textPrimary'}
      sx={{ fontWeight: isToday ? 700 : 500, mb: 0.25 }}
    >
      <span aria-hidden="true">{date.getDate()}</span>
      <Box component="time" dateTime={day} sx={VISUALLY_HIDDEN}>
        {new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(date)}
      </Box>
      {isToday ? ` · ${translate('resources.schedules.calendar.today').toLocaleLowerCase(locale)}` : null}
    </Typography>
  );
}
