import { Box, Skeleton, Typography, useTheme } from '@mui/material';
import { type ReactNode, Suspense, useMemo } from 'react';
import { lazyPage } from '../lazy-page.js';
import { useTranslate } from 'react-admin';
import { useRegion } from '../use-region.js';
import { VISUALLY_HIDDEN } from '../visually-hidden.js';
import { type ChartLine, type LineLook, lookOfLine } from './lines.js';

const Plot = lazyPage(() => import('./plot.js'));

interface ChartProps {
  title: string;
  /** The same array as long as it holds the same: the chart is drawn anew with another. */
  lines: readonly ChartLine[];
  inWords: (value: number) => string;
  /** In the place of the chart, where there is nothing to draw. */
  empty: string;
  kind?: 'line' | 'bars';
  height?: number;
}

const HEIGHT = 140;

/** Values over time, a line for each name; the same as a table for whoever does not see it. */
export function Chart({ title, lines, inWords, empty, kind = 'line', height = HEIGHT }: ChartProps): ReactNode {
  const locale = useRegion();
  const { palette } = useTheme();
  const looks = useMemo(() => {
    const colors = [palette.primary.main, palette.info.main, palette.warning.main, palette.success.main] as const;
    return lines.map((_line, index) => lookOfLine(index, colors));
  }, [lines, palette]);
  const isEmpty = !lines.some(({ points }) => points.some(({ value }) => value !== null));
  return (
    <Box sx={{ position: 'relative', minWidth: 0 }}>
      <Box sx={{ minHeight: height }} aria-hidden="true">
        {isEmpty ? (
          <Typography variant="body2" color="textSecondary">
            {empty}
          </Typography>
        ) : (
          <Suspense fallback={<Skeleton variant="rectangular" height={height} />}>
            <Plot lines={lines} looks={looks} inWords={inWords} kind={kind} height={height} locale={locale} />
            {lines.length < 2 ? null : <Legend lines={lines} looks={looks} />}
          </Suspense>
        )}
      </Box>
      {/* A table by itself takes the room that it needs, hidden or not. */}
      <Box sx={VISUALLY_HIDDEN}>
        <AsTable caption={isEmpty ? `${title}: ${empty}` : title} lines={lines} inWords={inWords} locale={locale} />
      </Box>
    </Box>
  );
}

function Legend({ lines, looks }: { lines: readonly ChartLine[]; looks: readonly LineLook[] }): ReactNode {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
      {lines.map(({ id, name }, index) => (
        <Typography key={id} variant="body2" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <svg width="28" height="4">
            <path
              d="M0 2H28"
              stroke={looks[index]?.color}
              strokeWidth={3}
              strokeDasharray={looks[index]?.dash.join(' ')}
            />
          </svg>
          {name}
        </Typography>
      ))}
    </Box>
  );
}

interface AsTableProps extends Pick<ChartProps, 'lines' | 'inWords'> {
  caption: string;
  locale: string;
}

function AsTable({ caption, lines, inWords, locale }: AsTableProps): ReactNode {
  const translate = useTranslate();
  const times = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))].sort((a, b) => a - b);
  const known = lines.map(({ points }) => new Map(points.map(({ at, value }) => [at, value])));
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{translate('bs.chart.day')}</th>
          {lines.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {times
          .filter((at) => known.some((values) => (values.get(at) ?? null) !== null))
          .map((at) => (
            <tr key={at}>
              <th scope="row">{new Date(at).toLocaleDateString(locale)}</th>
              {known.map((values, index) => {
                const value = values.get(at) ?? null;
                return <td key={lines[index]?.id}>{value === null ? '' : inWords(value)}</td>;
              })}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
