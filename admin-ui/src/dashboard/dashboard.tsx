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
import { Waiting } from '../ui/waiting.js';
import { Approvals } from './approvals.js';
import { concernsOf, worstLight } from './concerns.js';
import { Running } from './running.js';
import { SourceTable } from './source-table.js';
import { Trends } from './trends.js';
import { Verdict } from './verdict.js';

/** How often the service's own parts are asked: nothing tells of them. */
const PARTS_EVERY_MS = 60_000;

/** Is everything all right? */
export default function Dashboard(): ReactNode {
  const translate = useTranslate();
  const { data: health, error, refetch } = useBackupHealth();
  const { data: overview } = useOverview();
  const maySeeDetails = useMay('health:details');
  const { data: details } = useQuery({
    queryKey: ['jobs', 'health-details'],
    queryFn: () => dataOf(api.GET('/api/v1/health/details')),
    refetchInterval: PARTS_EVERY_MS,
    enabled: maySeeDetails,
  });
  if (health?.sources.length === 0) return <FirstSource />;
  const concerns = health === undefined ? [] : concernsOf(health, details?.checks ?? [], translate);
  return (
    <Box sx={{ py: 2 }}>
      <PageHeading title={translate('ra.page.dashboard')} />
      <Stack spacing={2}>
        <ProblemAlert error={error} onRetry={() => void refetch()} />
        {health === undefined ? (
          <Waiting height={120} />
        ) : (
          <Verdict light={worstLight(health, concerns)} concerns={concerns} />
        )}
        <Approvals />
        <Running />
        {health === undefined ? <Waiting height={200} /> : <SourceTable health={health} overview={overview} />}
        <Trends overview={overview} />
      </Stack>
    </Box>
  );
}
