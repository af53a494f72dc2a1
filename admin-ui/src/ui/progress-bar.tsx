import { Box, LinearProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Progress } from '../live/live-feed.js';
import { bytesInWords, durationInWords } from './measures.js';
import { useRegion } from './use-region.js';

interface ProgressBarProps {
  /** null: it has not begun. */
  progress: Progress | null;
  /** In a row of a table: the bar, the percent and the phase on one line. */
  isCompact?: boolean;
  /** In the place of what its phase is called. */
  phase?: string;
}

/** How far it is: percent, phase, bytes, how fast, and how long it still takes. */
export function ProgressBar({ progress, isCompact = false, phase: given }: ProgressBarProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const percent = progress === null ? null : Math.min(100, Math.floor(progress.percent));
  const phase =
    given ??
    (progress === null
      ? translate('bs.progress.queued')
      : translate(`bs.phase.${progress.phase}`, { _: progress.phase.replaceAll('_', ' ') }));
  const figures = progress === null || isCompact ? [] : figuresOf(progress, translate, locale);
  return (
    <Box sx={{ width: '100%', minWidth: isCompact ? 140 : undefined }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <LinearProgress
          aria-label={`${translate('bs.progress.name')}: ${phase}`}
          sx={{ flex: 1, height: isCompact ? 6 : 8, borderRadius: 4 }}
          {...(percent === null ? {} : { variant: 'determinate', value: percent })}
        />
        <Typography component="span" variant="body2" sx={{ minWidth: '3.2em', textAlign: 'right' }}>
          {percent === null ? '' : `${percent} %`}
        </Typography>
      </Box>
      <Typography
        variant={isCompact ? 'caption' : 'body2'}
        noWrap={isCompact}
        sx={{ color: 'text.secondary', display: 'block', mt: isCompact ? 0 : 0.5, minHeight: '1.4em' }}
      >
        {[phase, ...figures].join(' · ')}
      </Typography>
    </Box>
  );
}

function figuresOf(
  { bytes, bytesPerSecond, etaSeconds }: Progress,
  translate: ReturnType<typeof useTranslate>,
  locale: string,
): string[] {
  return [
    ...(bytes > 0 ? [bytesInWords(bytes, locale)] : []),
    ...(bytesPerSecond > 0 ? [translate('bs.progress.rate', { rate: bytesInWords(bytesPerSecond, locale) })] : []),
    ...(etaSeconds === null || etaSeconds <= 0
      ? []
      : [translate('bs.progress.left', { time: durationInWords(Math.ceil(etaSeconds) * 1_000) })]),
  ];
}
