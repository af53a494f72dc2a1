import { Box, Card, CardContent, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetList, useTranslate } from 'react-admin';
import type { Progress } from '../live/live-feed.js';
import { useProgress } from '../live/use-progress.js';
import { ProgressBar } from '../ui/progress-bar.js';

interface Work {
  id: string;
  number: number;
  name?: string;
  sourceId: string;
  progress: Progress | null;
}

const KINDS = [
  { resource: 'backups', status: 'pending,running' },
  { resource: 'restores', status: 'pending,running,rolling_back' },
  { resource: 'drills', status: 'pending,running' },
] as const;

const MOST = { page: 1, perPage: 10 };

/** What is being done now, and how far it is. */
export function Running(): ReactNode {
  const translate = useTranslate();
  const lists = [useWork(KINDS[0]), useWork(KINDS[1]), useWork(KINDS[2])];
  const isIdle = lists.every(({ work }) => work.length === 0);
  return (
    <Card component="section">
      <CardContent>
        <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
          {translate('bs.dashboard.running')}
        </Typography>
        {isIdle ? (
          <Typography color="textSecondary">{translate('bs.dashboard.nothing_runs')}</Typography>
        ) : (
          <Stack spacing={1.5}>
            {lists.flatMap(({ resource, work }) =>
              work.map((each) => <WorkLine key={each.id} resource={resource} work={each} />),
            )}
          </Stack>
        )}
      </CardContent>
    </Card>
  );
}

function useWork({ resource, status }: (typeof KINDS)[number]): { resource: string; work: Work[] } {
  const { data = [] } = useGetList<Work>(resource, {
    filter: { status },
    pagination: MOST,
    sort: { field: 'createdAt', order: 'DESC' },
  });
  return { resource, work: data };
}

function WorkLine({ resource, work }: { resource: string; work: Work }): ReactNode {
  const translate = useTranslate();
  const progress = useProgress(resource, work.id, work.progress);
  return (
    <Box>
      <MuiLink component={Link} to={`/${resource}/${work.id}/show`}>
        {work.name ?? `${translate(`bs.dashboard.work.${resource}`)} #${work.number}`}
      </MuiLink>
      <ProgressBar progress={progress} isCompact />
    </Box>
  );
}
