import { Box, Button, Chip, Skeleton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { choicesWithin, type Period, periodOf, periodsAbove, withoutDates } from './periods.js';
import { countWritten } from '../measures.js';
import { useRegion } from '../use-region.js';

interface DateHierarchyProps {
  /** How many records there are of each day (UTC), whatever days are chosen; undefined: not known yet. */
  days: readonly { key: string; count: number }[] | undefined;
}

/** Year, month, day: as Django's lists have it. Sets the list's `from` and `to`. */
export function DateHierarchy({ days }: DateHierarchyProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const list = useListContext();
  const filters = list.filterValues as Record<string, unknown>;
  const chosen = periodOf(filters.from, filters.to);
  const choose = (period: Period | null): void => {
    const others = withoutDates(filters);
    list.setFilters(period === null ? others : { ...others, from: period.from, to: period.to }, list.displayedFilters);
  };
  const choices = days === undefined ? [] : choicesWithin(days, chosen);
  return (
    <Box
      component="nav"
      aria-label={translate('bs.dates.name')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, alignItems: 'center', px: 1.5, pb: 1, minHeight: 40 }}
    >
      {chosen === null ? (
        <Typography component="span" variant="body2" sx={{ color: 'text.secondary', mr: 1 }}>
          {translate('bs.dates.name')}
        </Typography>
      ) : (
        <>
          <Crumb
            onClick={() => {
              choose(null);
            }}
          >
            {translate('bs.dates.all')}
          </Crumb>
          {periodsAbove(chosen).map((period) => (
            <Crumb
              key={period.key}
              onClick={() => {
                choose(period);
              }}
            >
              {periodInWords(period, locale)}
            </Crumb>
          ))}
          <Chip color="primary" label={periodInWords(chosen, locale)} sx={{ mr: 1 }} />
        </>
      )}
      {days === undefined ? <Skeleton width={240} height={24} /> : null}
      {choices.map(({ count, ...period }) => (
        <Chip
          key={period.key}
          variant="outlined"
          label={`${periodInWords(period, locale)} · ${countWritten(count, locale)}`}
          onClick={() => {
            choose(period);
          }}
        />
      ))}
    </Box>
  );
}

function Crumb({ onClick, children }: { onClick: () => void; children: ReactNode }): ReactNode {
  return (
    <Button size="small" onClick={onClick} endIcon={<span aria-hidden="true">›</span>} sx={{ minWidth: 0 }}>
      {children}
    </Button>
  );
}

const FORMATS = {
  year: { year: 'numeric' },
  month: { month: 'long' },
  day: { day: 'numeric', weekday: 'short' },
  other: {},
} as const satisfies Record<Period['kind'], Intl.DateTimeFormatOptions>;

export function periodInWords({ kind, from, to }: Period, locale: string): string {
  const name = (at: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(at));
  if (kind === 'other') {
    const day = { dateStyle: 'medium' } as const;
    return [from, to].map((at) => (at === '' ? '…' : name(at, day))).join(' – ');
  }
  return name(from, FORMATS[kind]);
}
