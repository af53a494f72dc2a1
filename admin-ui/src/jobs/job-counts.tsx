import { Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { ProblemAlert } from '../ui/problem-alert.js';

const STATES = ['waiting', 'active', 'failed', 'canceled', 'completed'] as const;

/** How many jobs there are of each state. */
export function JobCounts(): ReactNode {
  const translate = useTranslate();
  const counts = useQuery({ queryKey: ['jobs', 'counts'], queryFn: () => dataOf(api.GET('/api/v1/jobs/counts')) });
  return (
    <Stack direction="row" spacing={3} useFlexGap sx={{ px: 2, pb: 1.5, minHeight: 32, flexWrap: 'wrap' }}>
      <ProblemAlert error={counts.error} />
      {STATES.map((state) => (
        <Typography key={state} variant="body2">
          <strong>{counts.data?.[state] ?? '…'}</strong> {translate(`bs.status.${state}`)}
        </Typography>
      ))}
    </Stack>
  );
}
