import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { useAct } from '../ui/use-act.js';
import type { Job } from './job-list.js';

/** Asks for the same again, where that can be done: a restore wants a new plan first. */
export function RetryButton({ job: { id, state, subject } }: { job: Job }): ReactNode {
  const translate = useTranslate();
  const mayRetry = useMay('backups:create');
  const retry = useAct(
    'jobs',
    'resources.jobs.retried',
    () => api.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } }),
    { saysErrors: true },
  );
  const isOver = state === 'failed' || state === 'canceled';
  if (!mayRetry || !isOver || (subject.type !== 'backup' && subject.type !== 'drill')) return null;
  return (
    <Button
      size="small"
      loading={retry.isPending}
      onClick={(event) => {
        event.stopPropagation(); // a click on the row opens it
        retry.mutate();
      }}
    >
      {translate('resources.jobs.retry')}
    </Button>
  );
}
