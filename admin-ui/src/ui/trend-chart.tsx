import 'uplot/dist/uPlot.min.css';
import { Box, Typography, useTheme } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useRegion } from './use-region.js';

export interface TrendSeries {
  name: string;
  /** `at`: seconds since 1970. */
  points: readonly { at: number; value: number }[];
}

interface TrendChartProps {
  series: readonly TrendSeries[];
  formatValue: (value: number) => string;
  /** What the chart shows, in words, for who cannot see it. */
  label: string;
}

const HEIGHT = 190;
/** Told apart by colour and by how the line is broken. */
const DASHES: number[][] = [[], [6, 4], [2, 3], [10, 4, 2, 4]];

/** Values over time, a line for each series. */
export function TrendChart({ series, formatValue, label }: TrendChartProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const format = useRef(formatValue);
  const { palette } = useTheme();
  const locale = useRegion();
  const colors = [palette.primary.main, palette.info.main, palette.warning.main, palette.success.main];
  const looks = series.map(({ name }, index) => ({
    name,
    color: colors[index % colors.length] ?? palette.primary.main,
    dash: DASHES[index % DASHES.length] ?? [],
  }));
  const drawn = JSON.stringify({ series, looks, text: palette.text.secondary, grid: palette.divider });

  useEffect(() => {
    format.current = formatValue;
  }, [formatValue]);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const { series: lines, looks: ofLines, text, grid } = JSON.parse(drawn) as Drawn;
    const axis = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_plot, _least, most) => [0, most * 1.15] } },
        axes: [
          {
            ...axis,
            space: 90,
            values: (_plot, ticks, _axis, _space, step) =>
              ticks.map((at) => (step < DAY_S ? timeOf : dayOf)(at, locale)),
          },
          { ...axis, size: 72, values: (_plot, ticks) => ticks.map((value) => format.current(value)) },
        ],
        series: [
          {},
          ...ofLines.map(({ color, dash }) => ({
            stroke: color,
            width: 2,
            dash,
            spanGaps: true,
            points: { show: true, size: 7, fill: color },
          })),
        ],
      },
      aligned(lines),
      element,
    );
    const watcher = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      plot.destroy();
    };
  }, [drawn, locale]);

  return (
    <Box sx={{ minWidth: 0 }}>
      <Box ref={place} role="img" aria-label={label} sx={{ height: HEIGHT, overflow: 'hidden' }} />
      {series.length < 2 ? null : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          {looks.map(({ name, color, dash }) => (
            <Typography
              component="li"
              key={name}
              variant="body2"
              sx={{ display: 'flex', alignItems: 'center', gap: 1 }}
            >
              <svg width="28" height="4" aria-hidden="true">
                <path d="M0 2H28" stroke={color} strokeWidth={3} strokeDasharray={dash.join(' ')} />
              </svg>
              {name}
            </Typography>
          ))}
        </Box>
      )}
    </Box>
  );
}

interface Drawn {
  series: TrendSeries[];
  looks: { color: string; dash: number[] }[];
  text: string;
  grid: string;
}

const DAY_S = 86_400;

const dayOf = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }).format(new Date(at * 1_000));

const timeOf = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(at * 1_000));

/** All times once, in their order, and what each line has there. */
function aligned(lines: readonly TrendSeries[]): uPlot.AlignedData {
  const times = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))].sort((a, b) => a - b);
  const values = lines.map(({ points }) => {
    const known = new Map(points.map(({ at, value }) => [at, value]));
    return times.map((at) => known.get(at) ?? null);
  });
  return [times, ...values];
}
