import { Alert, Skeleton, Stack } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../../data/api.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Backup } from '../backup.js';
import { OtherObjects } from './other-objects.js';
import { Tables } from './tables.js';

/** What a backup that is ready holds, as it was recorded when it was made. */
export function Contents({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const { data, error, refetch } = useQuery({
    queryKey: ['backups', 'contents', backup.id],
    queryFn: () => dataOf(api.GET('/api/v1/backups/{id}/contents', { params: { path: { id: backup.id } } })),
    staleTime: Infinity,
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton variant="rounded" height={320} />;
  return (
    <Stack spacing={2}>
      {data.notRecorded.length === 0 ? null : (
        <Alert severity="info">{translate('resources.backups.contents.not_recorded')}</Alert>
      )}
      <Tables schemas={data.schemas} />
      <OtherObjects contents={data} />
    </Stack>
  );
}
