import { useTheme } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { TrendPoint } from './trend-chart.js';

interface PlotProps {
  points: TrendPoint[];
  inWords: (value: number) => string;
  kind: 'line' | 'bars';
  height: number;
  locale: string;
}

/** Draws points over time in the colours of the page, as wide as there is room. */
export default function Plot({ points, inWords, kind, height, locale }: PlotProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { palette, typography } = useTheme();
  const ink = palette.text.secondary;
  const accent = palette.primary.main;
  const line = palette.divider;
  const font = `11px ${typography.fontFamily ?? 'sans-serif'}`;

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const data: UPlot.AlignedData = [points.map(({ at }) => Date.parse(at) / 1_000), points.map(({ value }) => value)];
    const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    const chart = new UPlot(
      {
        width: element.clientWidth,
        height,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: (_chart, _least, most) => [0, most > 0 ? most * 1.1 : 1] } },
        axes: [
          { ...axis, size: 24, space: 70, values: (_chart, times) => times.map((time) => day.format(time * 1_000)) },
          { ...axis, size: 64, space: 36, values: (_chart, values) => values.map(inWords) },
        ],
        series: [
          {},
          {
            stroke: accent,
            width: 2,
            fill: `${accent}26`,
            spanGaps: true,
            points: { show: points.length < 3, fill: accent },
            ...(kind === 'bars' && UPlot.paths.bars !== undefined
              ? { paths: UPlot.paths.bars({ size: [0.6, 24] }) }
              : {}),
          },
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
  }, [points, inWords, kind, height, locale, ink, accent, line, font]);

  return <div ref={box} />;
}
