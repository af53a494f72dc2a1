import { Box, Card, CardContent, Typography } from '@mui/material';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslate } from 'react-admin';
import { VISUALLY_HIDDEN } from '../visually-hidden.js';
import { useRegion } from '../use-region.js';

const Plot = lazy(() => import('./plot.js'));

export interface TrendPoint {
  /** ISO 8601. */
  at: string;
  /** null: there is nothing for that time. */
  value: number | null;
}

interface TrendChartProps {
  title: string;
  /** The newest figure, or what it comes to. */
  figure: ReactNode;
  points: TrendPoint[];
  inWords: (value: number) => string;
  /** In the place of the chart, where there is nothing to draw. */
  empty: string;
  kind?: 'line' | 'bars';
}

const HEIGHT = 140;

/** A figure and how it went, drawn; the same as a table for whoever does not see it. */
export function TrendChart({ title, figure, points, inWords, empty, kind = 'line' }: TrendChartProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const known = points.filter(({ value }) => value !== null);
  const day = (at: string): string => new Date(at).toLocaleDateString(locale);
  return (
    <Card component="section">
      <CardContent sx={{ position: 'relative' }}>
        <Typography component="h3" variant="body2" color="textSecondary">
          {title}
        </Typography>
        <Typography component="p" sx={{ fontSize: '1.35rem', fontWeight: 650, mb: 1 }}>
          {figure}
        </Typography>
        <Box sx={{ height: HEIGHT }} aria-hidden="true">
          {known.length === 0 ? (
            <Typography variant="body2" color="textSecondary">
              {empty}
            </Typography>
          ) : (
            <Suspense fallback={null}>
              <Plot points={points} inWords={inWords} kind={kind} height={HEIGHT} locale={locale} />
            </Suspense>
          )}
        </Box>
        {/* A table by itself takes the room that it needs, hidden or not. */}
        <Box sx={VISUALLY_HIDDEN}>
          <table>
            <caption>{known.length === 0 ? `${title}: ${empty}` : title}</caption>
            <thead>
              <tr>
                <th scope="col">{translate('bs.chart.day')}</th>
                <th scope="col">{title}</th>
              </tr>
            </thead>
            <tbody>
              {known.map(({ at, value }) => (
                <tr key={at}>
                  <th scope="row">{day(at)}</th>
                  <td>{value === null ? '' : inWords(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Box>
      </CardContent>
    </Card>
  );
}
