import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useListContext, useTranslate } from 'react-admin';
import { durationInWords } from '../ui/measures.js';
import { TrendChart } from '../ui/trend-chart.js';
import type { Drill } from './drill.js';

/** As many of the newest as a list gives at once. */
const MOST = 200;
/** One is no trend. */
const LEAST = 2;

/** How long it took to recover, drill by drill, source by source; of the source that the list is filtered by. */
export default function RecoveryTrend(): ReactNode {
  const translate = useTranslate();
  const list = useListContext<Drill>();
  const { sourceId } = list.filterValues as { sourceId?: string };
  const { data: drills = [] } = useGetList<Drill>('drills', {
    pagination: { page: 1, perPage: MOST },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { status: 'completed', ...(sourceId === undefined ? {} : { sourceId }) },
  });
  const { data: sources = [] } = useGetList<{ id: string; name: string }>('sources', {
    pagination: { page: 1, perPage: MOST },
    sort: { field: 'name', order: 'ASC' },
  });
  const measured = drills.flatMap(({ sourceId: of, createdAt, recoverySeconds }) =>
    recoverySeconds === null ? [] : [{ of, at: Date.parse(createdAt) / 1_000, value: recoverySeconds }],
  );
  const [newest] = measured;
  if (newest === undefined || measured.length < LEAST) return null;
  const series = [...new Set(measured.map(({ of }) => of))].map((of) => ({
    name: sources.find(({ id }) => id === of)?.name ?? of,
    points: measured.filter((point) => point.of === of),
  }));
  const values = measured.map(({ value }) => value);
  return (
    <Box component="section" sx={{ px: 2, pb: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {translate('resources.drills.trend')}
      </Typography>
      <TrendChart
        series={series}
        formatValue={(seconds) => durationInWords(seconds * 1_000)}
        label={translate('resources.drills.trend_in_words', {
          smart_count: measured.length,
          newest: durationInWords(newest.value * 1_000),
          longest: durationInWords(Math.max(...values) * 1_000),
          shortest: durationInWords(Math.min(...values) * 1_000),
        })}
      />
    </Box>
  );
}
