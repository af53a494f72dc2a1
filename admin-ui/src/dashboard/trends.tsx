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

type Drill = components['schemas']['DrillResponse'];

/** How it went in the last 30 days. */
export function Trends({ overview }: { overview: Overview | undefined }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { data: trends } = useQuery({
    queryKey: ['backups', 'trends'],
    queryFn: () => dataOf(api.GET('/api/v1/stats/trends', { params: { query: { days: 30 } } })),
  });
  const { data: drills } = useGetList<Drill>('drills', {
    filter: { status: 'completed' },
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  const percent = useCallback((value: number) => percentInWords(value, locale), [locale]);
  const size = useCallback((bytes: number) => bytesInWords(bytes, locale), [locale]);

  const series = useMemo(() => {
    const days = trends?.days ?? [];
    return {
      success: days.map(({ day, successRate }) => ({ at: midnightOf(day), value: successRate })),
      kept: days.map(({ day, keptBytes }) => ({ at: midnightOf(day), value: keptBytes })),
      duration: days.map(({ day, averageDurationMs }) => ({ at: midnightOf(day), value: averageDurationMs })),
    };
  }, [trends]);
  const recovery = useMemo(
    () =>
      (drills ?? [])
        .map(({ createdAt, recoverySeconds }) => ({
          at: Date.parse(createdAt),
          value: recoverySeconds === null ? null : recoverySeconds * 1_000,
        }))
        .reverse(),
    [drills],
  );

  const none = translate('bs.chart.none');
  const words = (key: string): string => translate(`bs.dashboard.trend.${key}`);
  const rate = overview?.last30Days.successRate ?? null;
  const { p50Ms = null } = trends?.durations ?? {};
  const newest = recovery.at(-1)?.value ?? null;
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
          figure={p50Ms === null ? '–' : durationInWords(p50Ms)}
          points={series.duration}
          inWords={durationInWords}
          kind="bars"
          empty={none}
        />
        <TrendCard
          title={words('recovery')}
          figure={newest === null ? '–' : durationInWords(newest)}
          points={recovery}
          inWords={durationInWords}
          empty={words('no_drills')}
        />
      </Box>
    </section>
  );
}

/** Where the reader is: a day is the same date in every zone. */
const midnightOf = (day: string): number => Date.parse(`${day}T00:00`);
