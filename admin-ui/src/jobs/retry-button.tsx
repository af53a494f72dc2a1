import { Button } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import type { Job } from './job-list.js';

/** Asks for the same again, where that can be done: a restore wants a new plan first. */
export function RetryButton({ job: { id, state, subject } }: { job: Job }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const mayRetry = useMay('backups:create');
  const retry = useMutation({
    mutationFn: () => api.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } }),
    onSuccess: async () => {
      notify('resources.jobs.retried', { type: 'success' });
      await queries.invalidateQueries({ queryKey: ['jobs'] });
    },
    onError: (error) => {
      notify(error.message, { type: 'error' });
    },
  });
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
