import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import FailedIcon from '@mui/icons-material/ErrorOutlined';
import RefusedIcon from '@mui/icons-material/BlockOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { Box, Button, Skeleton, Stack, Typography } from '@mui/material';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { components, paths } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { BusyButton } from './busy-button.js';
import { type FoldedRun, foldedRuns } from './folded-runs.js';
import { ProblemAlert } from './problem-alert.js';
import { Time } from './time.js';

/** Records that have a history, by the names of their lists. */
export type WithHistory =
  | 'api-keys'
  | 'backups'
  | 'drills'
  | 'notification-channels'
  | 'restores'
  | 'schedules'
  | 'sources'
  | 'tenants'
  | 'users';

type Entry = components['schemas']['HistoryEntryResponse'];

const ICONS: Record<Entry['outcome'], [SvgIconComponent, 'action' | 'warning' | 'error']> = {
  // Done is no good news by itself: a plan that was made may say that the schema is behind.
  ok: [DoneIcon, 'action'],
  refused: [RefusedIcon, 'warning'],
  failed: [FailedIcon, 'error'],
};

const AT_ONCE = 50;

interface RecordHistoryProps {
  resource: WithHistory;
  id: string;
  /** Of a person. */
  part?: PersonHistoryPart;
  /** How many, until older ones are asked for. */
  atOnce?: number;
}

type PersonHistoryPart = NonNullable<
  NonNullable<paths['/api/v1/users/{id}/history']['get']['parameters']['query']>['part']
>;

interface HistoryPage {
  items: Entry[];
  page: number;
  pages: number;
}

/** What happened to a record, as sentences, the newest first. */
export function RecordHistory({ resource, id, part, atOnce = AT_ONCE }: RecordHistoryProps): ReactNode {
  const translate = useTranslate();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: [resource, 'history', id, part],
    queryFn: ({ pageParam: page }) =>
      readHistory(resource, id, { page, limit: atOnce, ...(part === undefined ? {} : { part }) }),
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
        {foldedRuns(entries).map((run) => (
          <HistoryRun key={run.newest.id} run={run} />
        ))}
      </Box>
      {hasNextPage ? (
        <BusyButton isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {translate('bs.history.more')}
        </BusyButton>
      ) : null}
    </Stack>
  );
}

/** What happened several times in a row is one line, which opens to all of them. */
function HistoryRun({ run: { newest, others } }: { run: FoldedRun<Entry> }): ReactNode {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <HistoryEntry entry={newest}>
        {others.length === 0 || isOpen ? null : `${translate('bs.history.times', { smart_count: others.length + 1 })} `}
        <Time at={newest.at} />
        {others.length === 0 ? null : (
          <Button
            size="small"
            aria-expanded={isOpen}
            sx={{ ml: { sm: 1 }, py: 0 }}
            onClick={() => {
              setIsOpen(!isOpen);
            }}
          >
            {translate(isOpen ? 'bs.history.show_last' : 'bs.history.show_all')}
          </Button>
        )}
      </HistoryEntry>
      {isOpen
        ? others.map((entry) => (
            <HistoryEntry key={entry.id} entry={entry}>
              <Time at={entry.at} />
            </HistoryEntry>
          ))
        : null}
    </>
  );
}

function HistoryEntry({ entry: { sentence, outcome }, children }: { entry: Entry; children: ReactNode }): ReactNode {
  const translate = useTranslate();
  const [Icon, color] = ICONS[outcome];
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 1.5, py: 1, borderBottom: 1, borderColor: 'divider', '&:last-child': { border: 0 } }}
    >
      <Icon fontSize="small" color={color} titleAccess={translate(`bs.history.outcome.${outcome}`)} />
      <Box sx={{ flex: 1, minWidth: 0, display: { sm: 'flex' }, columnGap: 2 }}>
        <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>{sentence}</Box>
        <Typography component="div" variant="body2" sx={{ color: 'text.secondary' }}>
          {children}
        </Typography>
      </Box>
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

async function readHistory(
  resource: WithHistory,
  id: string,
  query: { page: number; limit: number; part?: PersonHistoryPart },
): Promise<HistoryPage> {
  // One of nine paths that answer alike, of which one takes a part.
  const path = `/api/v1/${resource}/{id}/history` as '/api/v1/users/{id}/history';
  return dataOf(api.GET(path, { params: { path: { id }, query } }));
}
