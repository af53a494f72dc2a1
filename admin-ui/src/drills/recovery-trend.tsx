import { Box, Typography } from '@mui/material';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useGetList, useListContext, useTranslate } from 'react-admin';
import { Chart } from '../ui/chart/chart.js';
import type { ChartLine } from '../ui/chart/lines.js';
import { durationInWords } from '../ui/measures.js';
import { useRegion } from '../ui/use-region.js';
import type { Drill } from './drill.js';

/** As many of the newest as a list gives at once. */
const MOST = 200;
/** One is no trend. */
const LEAST = 2;

/** How long it took to recover, drill by drill, source by source; of the source that the list is filtered by. */
export default function RecoveryTrend(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const duration = useCallback((ms: number) => durationInWords(ms, locale), [locale]);
  const list = useListContext<Drill>();
  const { sourceId } = list.filterValues as { sourceId?: string };
  const { data: drills } = useGetList<Drill>('drills', {
    pagination: { page: 1, perPage: MOST },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { status: 'completed', ...(sourceId === undefined ? {} : { sourceId }) },
  });
  const { data: sources } = useGetList<NamedSource>('sources', {
    pagination: { page: 1, perPage: MOST },
    sort: { field: 'name', order: 'ASC' },
  });
  const lines = useMemo(() => linesOf(drills ?? [], sources ?? []), [drills, sources]);
  if (lines.reduce((sum, { points }) => sum + points.length, 0) < LEAST) return null;
  const title = translate('resources.drills.trend');
  return (
    <Box component="section" sx={{ px: 2, pb: 2 }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Chart title={title} lines={lines} inWords={duration} empty="" height={190} />
    </Box>
  );
}

interface NamedSource {
  id: string;
  name: string;
}

/** A line for each source that was drilled, in milliseconds. */
function linesOf(drills: readonly Drill[], sources: readonly NamedSource[]): ChartLine[] {
  const measured = drills.flatMap(({ sourceId, createdAt, recoverySeconds }) =>
    recoverySeconds === null ? [] : [{ sourceId, at: Date.parse(createdAt), value: recoverySeconds * 1_000 }],
  );
  return [...new Set(measured.map(({ sourceId }) => sourceId))].map((of) => ({
    id: of,
    name: sources.find(({ id }) => id === of)?.name ?? of,
    points: measured.filter(({ sourceId }) => sourceId === of),
  }));
}
