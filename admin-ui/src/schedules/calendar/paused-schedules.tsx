import { Link as MuiLink, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import type { Calendar } from './entries.js';

interface PausedSchedulesProps {
  of: Calendar['schedules'];
  /** Empty: of all sources. */
  sourceId: string;
}

/** Of whose runs nobody need wait, though they were there before. */
export function PausedSchedules({ of: schedules, sourceId }: PausedSchedulesProps): ReactNode {
  const translate = useTranslate();
  const paused = schedules.filter(({ enabled }) => !enabled).length;
  if (paused === 0) return null;
  const filter = { enabled: 'false', ...(sourceId === '' ? {} : { sourceId }) };
  return (
    <Typography variant="body2">
      <MuiLink component={Link} to={`/schedules?filter=${encodeURIComponent(JSON.stringify(filter))}`}>
        {translate('resources.schedules.calendar.paused', { smart_count: paused })}
      </MuiLink>
    </Typography>
  );
}
