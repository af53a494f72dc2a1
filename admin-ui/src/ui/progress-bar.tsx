import { Box, LinearProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Progress } from '../live/live-feed.js';
import { percentInWords } from './measures.js';
import { figuresOf } from './progress-figures.js';
import { useRegion } from './use-region.js';
import { useSilence } from './use-silence.js';

interface ProgressBarProps {
  /** null: it has not begun. Below one percent it moves, and says no number: nobody knows yet how much there is. */
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
  const percent = Math.min(100, Math.floor(progress?.percent ?? 0));
  // Less than one in a hundred of what is only estimated says that something is done, and not how far it is.
  const isUnknown = progress !== null && percent === 0;
  const phase =
    given ??
    (progress === null
      ? translate('bs.progress.queued')
      : translate(`bs.phase.${progress.phase}`, { _: progress.phase.replaceAll('_', ' ') }));
  const silentMs = useSilence(isCompact ? null : progress);
  const figures = progress === null || isCompact ? [] : figuresOf(progress, silentMs, translate, locale);
  return (
    <Box sx={{ width: '100%', minWidth: isCompact ? { xs: 90, sm: 130 } : undefined }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <LinearProgress
          aria-label={`${translate('bs.progress.name')}: ${phase}`}
          sx={{ flex: 1, height: isCompact ? 6 : 8, borderRadius: 4 }}
          {...(isUnknown ? {} : { variant: 'determinate', value: percent })}
        />
        <Typography component="span" variant="body2" sx={{ minWidth: '3.2em', textAlign: 'right' }}>
          {percent === 0 ? '' : percentInWords(percent, locale)}
        </Typography>
      </Box>
      <Typography
        variant={isCompact ? 'caption' : 'body2'}
        noWrap={isCompact}
        sx={{
          color: 'text.secondary',
          display: 'block',
          mt: isCompact ? 0 : 0.5,
          minHeight: '1.4em',
          // Its words widen no column: it has the width of the bar.
          ...(isCompact ? { width: 0, minWidth: '100%' } : {}),
        }}
      >
        {[phase, ...figures].join(' · ')}
      </Typography>
    </Box>
  );
}
