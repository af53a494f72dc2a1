import { Box, Stack } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { useBackupHealth, useOverview } from '../data/backup-health.js';
import { useMay } from '../data/may.js';
import { FirstSource } from '../sources/first-source.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { useRegion } from '../ui/use-region.js';
import { Waiting } from '../ui/waiting.js';
import { awaitedActs, useApprovals } from './approvals.js';
import { concernsOf, worstLight } from './concerns.js';
import { Running, useRunning } from './running.js';
import { Sources } from './sources.js';
import { Trends } from './trends.js';
import { Verdict } from './verdict.js';

/** How often the service's own parts are asked: nothing tells of them. */
const PARTS_EVERY_MS = 60_000;

/** Is everything all right? Told when all of it is known: what comes later would push aside what is being read. */
export default function Dashboard(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const health = useBackupHealth();
  const overview = useOverview();
  const details = useQuery({
    queryKey: ['jobs', 'health-details'],
    queryFn: () => dataOf(api.GET('/api/v1/health/details')),
    refetchInterval: PARTS_EVERY_MS,
    enabled: useMay('health:details'),
  });
  const approvals = useApprovals();
  const running = useRunning();
  if (health.data?.sources.length === 0) return <FirstSource />;
  const parts = [health, overview, details, approvals, running];
  const failed = parts.find(({ error }) => error !== null);
  const concerns =
    health.data === undefined ? [] : concernsOf(health.data, details.data?.checks ?? [], translate, locale);
  const awaited = awaitedActs(approvals.data ?? []);
  return (
    <Box sx={{ py: 2 }}>
      <PageHeading title={translate('ra.page.dashboard')} />
      {parts.some(isAwaited) ? (
        <Waiting height={480} />
      ) : (
        <Stack spacing={2}>
          <ProblemAlert error={failed?.error ?? null} onRetry={() => void failed?.refetch()} />
          {health.data === undefined ? null : (
            <Verdict
              light={worstLight(health.data, concerns, awaited.length > 0)}
              concerns={concerns}
              awaited={awaited}
            />
          )}
          <Running {...running} />
          {health.data === undefined ? null : <Sources health={health.data} overview={overview.data} />}
          <Trends overview={overview.data} />
        </Stack>
      )}
    </Box>
  );
}

/** Until it is known whether it can be known: what failed once and is asked for again takes nothing away meanwhile. */
const isAwaited = ({ isLoading, isFetched }: { isLoading: boolean; isFetched: boolean }): boolean =>
  isLoading && !isFetched;
