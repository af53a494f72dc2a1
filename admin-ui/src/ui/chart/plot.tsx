import { useTheme } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartLine, LineLook } from './lines.js';

interface PlotProps {
  lines: readonly ChartLine[];
  /** One for each line. */
  looks: readonly LineLook[];
  inWords: (value: number) => string;
  kind: 'line' | 'bars';
  height: number;
  locale: string;
}

const DAY_S = 86_400;

/** Draws lines over time in the colours of the page, as wide as there is room. */
export default function Plot({ lines, looks, inWords, kind, height, locale }: PlotProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { palette, typography } = useTheme();
  const ink = palette.text.secondary;
  const grid = palette.divider;
  const font = `11px ${typography.fontFamily ?? 'sans-serif'}`;

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const data = aligned(lines);
    const axis = { stroke: ink, font, grid: { stroke: grid, width: 1 }, ticks: { show: false } };
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    const chart = new UPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { show: false },
        padding: [8, 8, 0, 0],
        scales: {
          x: {
            range: (_chart, first, last) => {
              // Room for the halves of the first and the last bar; without any, for a single point.
              const room = first === last ? DAY_S : kind === 'bars' ? DAY_S / 2 : 0;
              return [first - room, last + room];
            },
          },
          y: { range: (_chart, _least, most) => [0, most > 0 ? most * 1.1 : 1] },
        },
        axes: [
          {
            ...axis,
            size: 24,
            space: 70,
            values: (_chart, ticks, _axis, _space, stepSeconds) =>
              ticks.map((at) => (stepSeconds < DAY_S ? time : day).format(at * 1_000)),
          },
          { ...axis, size: 60, space: 36, values: (_chart, values) => values.map(inWords) },
        ],
        series: [
          {},
          ...looks.map(({ color, dash }) => ({
            stroke: color,
            dash,
            width: 2,
            // Colours laid over each other would tell nothing.
            ...(looks.length === 1 ? { fill: `${color}26` } : {}),
            spanGaps: true,
            points: { show: looks.length > 1 || data[0].length < 3, size: 6, fill: color },
            ...(kind === 'bars' && UPlot.paths.bars !== undefined
              ? { paths: UPlot.paths.bars({ size: [0.6, 24] }) }
              : {}),
          })),
        ],
      },
      data,
      element,
    );
    const observer = new ResizeObserver(() => {
      chart.setSize({ width: element.clientWidth, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [lines, looks, inWords, kind, height, locale, ink, grid, font]);

  return <div ref={box} />;
}

/** All times once, in their order and in seconds, and what each line has there. */
function aligned(lines: readonly ChartLine[]): UPlot.AlignedData {
  const times = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))].sort((a, b) => a - b);
  const values = lines.map(({ points }) => {
    const known = new Map(points.map(({ at, value }) => [at, value]));
    return times.map((at) => known.get(at) ?? null);
  });
  return [times.map((at) => at / 1_000), ...values];
}
