import { Alert, Box, LinearProgress, Link as MuiLink, Stack, Typography } from '@mui/material';
import { type ReactNode, useMemo } from 'react';
import { Link, useGetMany, useTranslate } from 'react-admin';
import { PageTitle } from '../../ui/page-title.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Source } from '../../ui/source-choice.js';
import type { DaysProps } from './calendar-days.js';
import { CalendarTable } from './calendar-table.js';
import { CalendarToolbar } from './calendar-toolbar.js';
import { DayList } from './day-list.js';
import { isTitled, startOf, weeksOf } from './days.js';
import { type Calendar, entriesByDay } from './entries.js';
import { NoSchedules } from './no-schedules.js';
import { PausedSchedules } from './paused-schedules.js';
import { Summary } from './summary.js';
import { type Place, useCalendarAddress } from './use-calendar-address.js';
import { useCalendar } from './use-calendar.js';
import { useRegion } from '../../ui/use-region.js';

/** What ran by itself, with what became of it, and what will run. */
export default function CalendarPage(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { today, isNarrow, linkTo, ...place } = useCalendarAddress();
  const weeks = weeksOf(place.view, place.day);
  const first = weeks[0]?.[0] ?? place.day;
  const last = weeks.at(-1)?.at(-1) ?? place.day;
  const { data, error, isPending, refetch } = useCalendar({ first, last, sourceId: place.sourceId });
  const entries = useMemo(() => (data === undefined ? new Map<never, never>() : entriesByDay(data)), [data]);
  const titled = new Map([...entries].filter(([day]) => isTitled(place.view, place.day, day)));
  const title = titleOf(place, { first, last }, locale);
  const days: DaysProps = { weeks, place, today, title, entries, linkTo, sourceNameOf: useSourceNames(data, place) };

  return (
    <Stack spacing={2} sx={{ py: 2, minWidth: 0 }}>
      <Typography variant="body2">
        <MuiLink component={Link} to="/schedules">
          ← {translate('resources.schedules.name', { smart_count: 2 })}
        </MuiLink>
      </Typography>
      <PageTitle title={translate('resources.schedules.calendar.title')} />
      <CalendarToolbar place={place} today={today} title={title} linkTo={linkTo} />
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data?.cut === true ? <Cut place={place} /> : null}
      {data?.schedules.length === 0 ? (
        <NoSchedules sourceId={place.sourceId} />
      ) : (
        <>
          <Box sx={{ minHeight: { xs: 56, sm: 28 } }}>
            {isPending ? <Loading /> : null}
            {data === undefined ? null : <Summary of={titled} />}
          </Box>
          {isNarrow ? <DayList {...days} /> : <CalendarTable {...days} />}
          <PausedSchedules of={data?.schedules ?? []} sourceId={place.sourceId} />
        </>
      )}
    </Stack>
  );
}

function Loading(): ReactNode {
  const translate = useTranslate();
  return <LinearProgress aria-label={translate('bs.record.loading')} />;
}

function Cut({ place: { view, sourceId } }: { place: Place }): ReactNode {
  const translate = useTranslate();
  const advice = view === 'month' ? 'cut' : sourceId === '' ? 'cut_week' : 'cut_source';
  return <Alert severity="warning">{translate(`resources.schedules.calendar.${advice}`)}</Alert>;
}

/** Of one source only, its name says nothing. */
function useSourceNames(calendar: Calendar | undefined, { sourceId }: Place): DaysProps['sourceNameOf'] {
  const ids = [...new Set(calendar?.schedules.map((schedule) => schedule.sourceId))];
  const { data = [] } = useGetMany<Source>('sources', { ids }, { enabled: ids.length > 0 && sourceId === '' });
  return (id) => (sourceId === '' ? data.find((source) => source.id === id)?.name : undefined);
}

/** "November 2026", "16 – 22 November 2026". */
function titleOf({ view, day }: Place, { first, last }: { first: string; last: string }, locale: string): string {
  if (view === 'month') return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(startOf(day));
  const range = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  return range.formatRange(startOf(first), startOf(last));
}
