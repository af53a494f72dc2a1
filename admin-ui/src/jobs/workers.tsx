import {
  Card,
  CardContent,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { useMay } from '../data/may.js';
import { ON_A_PHONE, WIDE_ONLY } from '../ui/narrow-table.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';

const WORKER_TONES = { working: 'success', parked: 'warning', lost: 'error', stopped: 'default' } as const;

/** Of the processes that take jobs a sign of life comes every few seconds, and nothing tells of it. */
const LOOK_EVERY_MS = 10_000;

/** Columns for which a phone has no room. */
const LESS = ['jobs', 'version', 'startedAt', 'lastSeenAt'];

/** The processes that take jobs; for those who may see how the instance is. */
export function Workers(): ReactNode {
  return useMay('health:details') ? <WorkerTable /> : null;
}

function WorkerTable(): ReactNode {
  const translate = useTranslate();
  const workers = useQuery({
    queryKey: ['jobs', 'workers'],
    queryFn: () => dataOf(api.GET('/api/v1/workers')),
    refetchInterval: LOOK_EVERY_MS,
  });
  const titleId = 'workers-title';
  return (
    <Card component="section" aria-labelledby={titleId} sx={{ mt: 2 }}>
      <CardContent>
        <Typography variant="h2" id={titleId} sx={{ mb: 2 }}>
          {translate('resources.jobs.workers.title')}
        </Typography>
        <ProblemAlert error={workers.error} />
        <TableContainer tabIndex={0} role="group" aria-labelledby={titleId}>
          <Table size="small" aria-labelledby={titleId} sx={ON_A_PHONE}>
            <TableHead>
              <TableRow>
                {['host', 'state', 'jobs', 'version', 'startedAt', 'lastSeenAt'].map((name) => (
                  <TableCell key={name} sx={LESS.includes(name) ? WIDE_ONLY : {}}>
                    {translate(`resources.jobs.workers.${name}`)}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {workers.data?.items.map(
                ({ id, host, pid, state, parkedBecause, jobIds, version, startedAt, lastSeenAt }) => (
                  <TableRow key={id}>
                    <TableCell>
                      {host} ({pid})
                    </TableCell>
                    <TableCell>
                      <Status of={state} words="resources.jobs.workers.is" tone={WORKER_TONES[state]} /> {parkedBecause}
                    </TableCell>
                    <TableCell sx={WIDE_ONLY}>{jobIds.length}</TableCell>
                    <TableCell sx={WIDE_ONLY}>{version}</TableCell>
                    <TableCell sx={WIDE_ONLY}>
                      <Time at={startedAt} />
                    </TableCell>
                    <TableCell sx={WIDE_ONLY}>
                      <Time at={lastSeenAt} />
                    </TableCell>
                  </TableRow>
                ),
              )}
            </TableBody>
          </Table>
        </TableContainer>
      </CardContent>
    </Card>
  );
}
