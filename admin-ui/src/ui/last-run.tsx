import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { Status } from './status.js';
import { Time } from './time.js';

/** How the newest run of a schedule went, and when it was due. */
export function LastRun({ of }: { of: components['schemas']['ScheduleResponse']['lastRun'] }): ReactNode {
  const translate = useTranslate();
  if (of === null) return translate('bs.time.never');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center' }}>
      <Status of={of.status} />
      <Time at={of.dueAt} />
    </Box>
  );
}
