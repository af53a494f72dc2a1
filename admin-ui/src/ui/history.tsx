import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import FailedIcon from '@mui/icons-material/ErrorOutlined';
import RefusedIcon from '@mui/icons-material/BlockOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { Box, Button, Skeleton, Stack, Typography } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { ProblemAlert } from './problem-alert.js';
import { Time } from './time.js';

/** Records that have a history, by the names of their lists. */
export type WithHistory = 'backups' | 'drills' | 'notification-channels' | 'restores' | 'schedules' | 'sources';

type Entry = components['schemas']['HistoryEntryResponse'];

const ICONS: Record<Entry['outcome'], [SvgIconComponent, 'success' | 'warning' | 'error']> = {
  ok: [DoneIcon, 'success'],
  refused: [RefusedIcon, 'warning'],
  failed: [FailedIcon, 'error'],
};

const AT_ONCE = 50;

interface HistoryPage {
  items: Entry[];
  page: number;
  pages: number;
}

/** What happened to a record, as sentences, the newest first. */
export function RecordHistory({ resource, id }: { resource: WithHistory; id: string }): ReactNode {
  const translate = useTranslate();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [resource, 'history', id],
    queryFn: ({ pageParam: page }) => readHistory(resource, id, page),
    initialPageParam: 1,
    getNextPageParam: ({ page, pages }) => (page < pages ? page + 1 : undefined),
  });
  if (isPending) return <Waiting />;
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack spacing={1} sx={{ alignItems: 'flex-start' }}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {entries.length === 0 && error === null ? (
        <Typography sx={{ color: 'text.secondary' }}>{translate('bs.history.empty')}</Typography>
      ) : null}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, width: '100%' }}>
        {entries.map((entry) => (
          <HistoryEntry key={entry.id} entry={entry} />
        ))}
      </Box>
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {translate('bs.history.more')}
        </Button>
      ) : null}
    </Stack>
  );
}

function HistoryEntry({ entry: { sentence, outcome, at } }: { entry: Entry }): ReactNode {
  const translate = useTranslate();
  const [Icon, color] = ICONS[outcome];
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 1.5, py: 1, borderBottom: 1, borderColor: 'divider', '&:last-child': { border: 0 } }}
    >
      <Icon fontSize="small" color={color} titleAccess={translate(`bs.history.outcome.${outcome}`)} />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{sentence}</Box>
      <Typography component="span" variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        <Time at={at} />
      </Typography>
    </Box>
  );
}

function Waiting(): ReactNode {
  return (
    <Stack spacing={1} aria-hidden="true">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={28} />
      ))}
    </Stack>
  );
}

async function readHistory(resource: WithHistory, id: string, page: number): Promise<HistoryPage> {
  // One of six paths that answer alike.
  const path = `/api/v1/${resource}/{id}/history` as '/api/v1/backups/{id}/history';
  return dataOf(api.GET(path, { params: { path: { id }, query: { page, limit: AT_ONCE } } }));
}
