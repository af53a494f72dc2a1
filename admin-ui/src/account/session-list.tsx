import {
  Button,
  Chip,
  Skeleton,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { ActionsHeading } from '../ui/actions-heading.js';
import { ON_A_PHONE, WIDE_ONLY } from '../ui/narrow-table.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Time } from '../ui/time.js';

interface SessionListProps {
  /** Whose; absent: those of whoever is signed in. */
  userId?: string;
}

/** Where somebody is signed in, and the end of it. */
export function SessionList({ userId }: SessionListProps): ReactNode {
  const translate = useTranslate();
  const queries = useQueryClient();
  const query = userId === undefined ? {} : { userId };
  const sessions = useQuery({
    queryKey: ['sessions', userId ?? 'own'],
    queryFn: () => dataOf(api.GET('/api/v1/sessions', { params: { query: { ...query, limit: 200 } } })),
    // The stream of changes tells of all but those that end by themselves.
    refetchInterval: ({ state }) => untilOneEnds(state.data?.items ?? []),
  });
  const lookAgain = (): Promise<void> => queries.invalidateQueries({ queryKey: ['sessions'] });
  const end = useMutation({
    mutationFn: (id: string) => api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }),
    onSettled: lookAgain,
  });
  const endAll = useMutation({
    mutationFn: () => api.DELETE('/api/v1/sessions', { params: { query } }),
    onSettled: lookAgain,
  });

  if (sessions.isPending) return <Skeleton variant="rounded" height={160} />;
  const items = sessions.data?.items ?? [];
  if (items.length === 0 && sessions.error === null)
    return <Typography color="textSecondary">{translate('bs.account.sessions.none')}</Typography>;
  return (
    <Stack spacing={2} sx={{ alignItems: 'start' }}>
      <ProblemAlert error={sessions.error ?? end.error ?? endAll.error} />
      <TableContainer tabIndex={0} role="group" aria-label={translate('bs.account.sessions.title')}>
        <Table size="small" sx={ON_A_PHONE}>
          <TableHead>
            <TableRow>
              <TableCell>{translate('bs.account.sessions.address')}</TableCell>
              <TableCell sx={WIDE_ONLY}>{translate('bs.account.sessions.began')}</TableCell>
              <TableCell>{translate('bs.account.sessions.last_used')}</TableCell>
              <TableCell sx={WIDE_ONLY}>{translate('bs.account.sessions.ends')}</TableCell>
              <TableCell>
                <ActionsHeading />
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {items.map(({ id, address, createdAt, lastUsedAt, expiresAt, current }) => (
              <TableRow key={id}>
                <TableCell>{address ?? translate('bs.time.unknown')}</TableCell>
                <TableCell sx={WIDE_ONLY}>
                  <Time at={createdAt} />
                </TableCell>
                <TableCell>
                  <Time at={lastUsedAt} />
                </TableCell>
                <TableCell sx={WIDE_ONLY}>
                  <Time at={expiresAt} />
                </TableCell>
                <TableCell align="right">
                  {current ? (
                    <Chip label={translate('bs.account.sessions.this')} />
                  ) : (
                    <Button
                      size="small"
                      onClick={() => {
                        end.mutate(id);
                      }}
                    >
                      {translate('bs.account.sessions.end')}
                    </Button>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {items.some(({ current }) => !current) ? (
        <Button
          variant="outlined"
          onClick={() => {
            endAll.mutate();
          }}
        >
          {translate(`bs.account.sessions.${userId === undefined ? 'end_all' : 'end_theirs'}`)}
        </Button>
      ) : null}
    </Stack>
  );
}

/** Neither in a hurry where this clock is ahead of the server's, nor beyond what a timer can count. */
const SOONEST_MS = 5_000;
const LATEST_MS = 3_600_000;

/** In ms; false: there is none. */
function untilOneEnds(items: { expiresAt: string }[]): number | false {
  if (items.length === 0) return false;
  const first = Math.min(...items.map(({ expiresAt }) => Date.parse(expiresAt)));
  return Math.min(LATEST_MS, Math.max(SOONEST_MS, first - Date.now() + 1_000));
}
