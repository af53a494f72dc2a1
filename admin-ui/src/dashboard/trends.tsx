import { Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import type { Overview } from '../data/backup-health.js';
import { TrendCard } from '../ui/chart/trend-card.js';
import { bytesInWords, durationInWords, percentInWords } from '../ui/measures.js';
import { useRegion } from '../ui/use-region.js';
import { highestOf, meanDuration, pointsOf, slowestByDay } from './trend-points.js';

type Drill = components['schemas']['DrillResponse'];

/** The newest, as many as a list gives at once. */
const MOST_DRILLS = 200;
const NONE: components['schemas']['TrendDayDto'][] = [];

/** How it went in the last 30 days: above each chart what its days come to. */
export function Trends({ overview }: { overview: Overview | undefined }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { data: trends } = useQuery({
    queryKey: ['backups', 'trends'],
    queryFn: () => dataOf(api.GET('/api/v1/stats/trends', { params: { query: { days: 30 } } })),
  });
  // UTC's days, the first of them is as long as the others.
  const from = trends?.days[0]?.day;
  const { data: drills } = useGetList<Drill>(
    'drills',
    {
      filter: { status: 'completed', from: `${from ?? ''}T00:00:00Z` },
      pagination: { page: 1, perPage: MOST_DRILLS },
      sort: { field: 'createdAt', order: 'DESC' },
    },
    { enabled: from !== undefined },
  );
  const percent = useCallback((value: number) => percentInWords(value, locale), [locale]);
  const duration = useCallback((ms: number) => durationInWords(ms, locale), [locale]);
  const size = useCallback((bytes: number) => bytesInWords(bytes, locale), [locale]);

  const days = trends?.days ?? NONE;
  const series = useMemo(
    () => ({
      success: pointsOf(days, ({ successRate }) => successRate),
      kept: pointsOf(days, ({ keptBytes }) => keptBytes),
      duration: pointsOf(days, ({ averageDurationMs }) => averageDurationMs),
      recovery: slowestByDay(days, drills ?? []),
    }),
    [days, drills],
  );

  const none = translate('bs.chart.none');
  const words = (key: string): string => translate(`bs.dashboard.trend.${key}`);
  const rate = trends?.total.successRate ?? null;
  const mean = meanDuration(days);
  const slowest = highestOf(series.recovery);
  return (
    <section>
      <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
        {words('title')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))' }}>
        <TrendCard
          title={words('success')}
          figure={rate === null ? '–' : percent(rate)}
          points={series.success}
          inWords={percent}
          kind="bars"
          empty={none}
        />
        <TrendCard
          title={words('storage')}
          figure={overview === undefined ? '–' : size(overview.storage.storedBytes)}
          points={series.kept}
          inWords={size}
          empty={none}
        />
        <TrendCard
          title={words('duration')}
          figure={mean === null ? '–' : duration(mean)}
          points={series.duration}
          inWords={duration}
          kind="bars"
          empty={none}
        />
        <TrendCard
          title={words('recovery')}
          figure={slowest === null ? '–' : duration(slowest)}
          points={series.recovery}
          inWords={duration}
          kind="bars"
          empty={words('no_drills')}
        />
      </Box>
    </section>
  );
}
