import { Box, Card, CardContent, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, type RaRecord, useGetList, type UseGetListHookValue, useGetOne, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import type { Progress } from '../live/live-feed.js';
import { useProgress } from '../live/use-progress.js';
import { useVerificationProgress } from '../live/use-verification-progress.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { Status } from '../ui/status.js';

type Job = components['schemas']['JobResponse'];

interface Work {
  id: string;
  number: number;
  name?: string;
  sourceId: string;
  status: string;
  progress: Progress | null;
}

const MOST = { page: 1, perPage: 10 };

interface RunningWork {
  isLoading: boolean;
  isFetched: boolean;
  error: Error | null;
  refetch: () => unknown;
  work: { resource: string; work: Work }[];
  verifications: Job[];
}

/** What is being done now, or waits for its turn. */
export function useRunning(): RunningWork {
  const kinds = {
    backups: useWork('backups', 'pending,running'),
    restores: useWork('restores', 'pending,running,rolling_back'),
    drills: useWork('drills', 'pending,running'),
  };
  const verifications = useGetList<Job>('jobs', {
    filter: { action: 'verify', state: 'waiting,active' },
    pagination: MOST,
    sort: { field: 'createdAt', order: 'DESC' },
  });
  const lists = [verifications, ...Object.values(kinds)];
  const failed = lists.find(({ error }) => error !== null);
  return {
    isLoading: lists.some(({ isLoading }) => isLoading),
    isFetched: lists.every(({ isFetched }) => isFetched),
    error: failed?.error ?? null,
    refetch: () => failed?.refetch(),
    work: Object.entries(kinds).flatMap(([resource, { data = [] }]) => data.map((work) => ({ resource, work }))),
    verifications: verifications.data ?? [],
  };
}

const useWork = (resource: string, status: string): UseGetListHookValue<Work> =>
  useGetList<Work>(resource, {
    filter: { status },
    pagination: MOST,
    sort: { field: 'createdAt', order: 'DESC' },
  });

/** What is being done now, and how far it is. */
export function Running({ work, verifications, error }: RunningWork): ReactNode {
  const isIdle = work.length === 0 && verifications.length === 0;
  const translate = useTranslate();
  return (
    <Card component="section">
      <CardContent>
        <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
          {translate('bs.dashboard.running')}
        </Typography>
        {isIdle ? (
          <Typography color="textSecondary">{error === null ? translate('bs.dashboard.nothing_runs') : '–'}</Typography>
        ) : (
          <Stack spacing={1.5}>
            {work.map(({ resource, work: each }) => (
              <WorkLine key={each.id} resource={resource} work={each} />
            ))}
            {verifications.map((job) => (
              <VerificationLine key={job.id} job={job} />
            ))}
          </Stack>
        )}
      </CardContent>
    </Card>
  );
}

function WorkLine({ resource, work }: { resource: string; work: Work }): ReactNode {
  const translate = useTranslate();
  const progress = useProgress(resource, work.id, work.progress);
  const name = work.name ?? `${translate(`bs.dashboard.work.${resource}`)} #${work.number}`;
  return <Line to={`/${resource}/${work.id}/show`} name={name} status={work.status} progress={progress} />;
}

/** A verification has no page of its own: that of its backup. */
function VerificationLine({ job }: { job: Job }): ReactNode {
  const translate = useTranslate();
  const { subject } = job;
  const { data: backup } = useGetOne<RaRecord & { name: string }>('backups', { id: subject.id });
  const progress = useVerificationProgress(job);
  const name = translate('bs.dashboard.work.verification', { name: backup?.name ?? '…' });
  return <Line to={`/backups/${subject.id}/show`} name={name} status={job.state} progress={progress} />;
}

interface LineProps {
  to: string;
  name: string;
  status: string;
  progress: Progress | null;
}

function Line({ to, name, status, progress }: LineProps): ReactNode {
  return (
    <Box>
      <Stack direction="row" sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5 }}>
        <MuiLink component={Link} to={to} sx={{ overflowWrap: 'anywhere' }}>
          {name}
        </MuiLink>
        <Status of={status === 'pending' ? 'waiting' : status} />
      </Stack>
      <ProgressBar progress={progress} isCompact />
    </Box>
  );
}
