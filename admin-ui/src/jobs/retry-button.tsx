import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { BusyButton } from '../ui/busy-button.js';
import { keepClick } from '../ui/keep-click.js';
import { useAct } from '../ui/use-act.js';
import type { Job } from './job-list.js';

/** Asks for the same again, where the server says that it can be done: a restore wants a new plan, an upload its file. */
export function RetryButton({ job: { id, retryable } }: { job: Job }): ReactNode {
  const translate = useTranslate();
  const mayRetry = useMay('backups:create');
  const retry = useAct(
    'jobs',
    'resources.jobs.retried',
    () => api.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } }),
    { saysErrors: true },
  );
  if (!mayRetry || !retryable) return null;
  return (
    <BusyButton
      size="small"
      isBusy={retry.isPending}
      onClick={(event) => {
        keepClick(event);
        retry.mutate();
      }}
    >
      {translate('resources.jobs.retry')}
    </BusyButton>
  );
}
