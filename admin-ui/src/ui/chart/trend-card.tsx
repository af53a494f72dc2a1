import { Card, CardContent, Typography } from '@mui/material';
import { type ReactNode, useMemo } from 'react';
import { Chart } from './chart.js';
import type { ChartPoint } from './lines.js';

interface TrendCardProps {
  title: string;
  /** The newest figure, or what it comes to. */
  figure: ReactNode;
  points: readonly ChartPoint[];
  inWords: (value: number) => string;
  /** In the place of the chart, where there is nothing to draw. */
  empty: string;
  kind?: 'line' | 'bars';
}

/** A figure and how it went. */
export function TrendCard({ title, figure, points, ...chart }: TrendCardProps): ReactNode {
  const lines = useMemo(() => [{ id: 'only', name: title, points }], [title, points]);
  return (
    <Card component="section">
      <CardContent>
        <Typography component="h3" variant="body2" color="textSecondary">
          {title}
        </Typography>
        <Typography component="p" sx={{ fontSize: '1.35rem', fontWeight: 650, mb: 1 }}>
          {figure}
        </Typography>
        <Chart title={title} lines={lines} {...chart} />
      </CardContent>
    </Card>
  );
}
