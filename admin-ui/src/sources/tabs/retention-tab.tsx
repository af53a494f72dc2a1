import { Button, Card, CardContent, Stack, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { api, dataOf } from '../../data/api.js';
import { useMay } from '../../data/may.js';
import { LocalTable } from '../../ui/local-table.js';
import { bytesInWords } from '../../ui/measures.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { RetentionOutcome } from '../../ui/retention-outcome.js';
import { Status } from '../../ui/status.js';
import { Time } from '../../ui/time.js';
import type { Source } from '../source.js';

type Run = components['schemas']['RetentionRunResponse'];

/** Which backups the rules would delete now, and what they did before. */
export function RetentionTab({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('backups:manage');
  const words = (key: string): string => translate(`resources.sources.retention.${key}`);
  return (
    <Stack spacing={2}>
      <Card component="section">
        <CardContent>
          <Stack spacing={2}>
            <Typography component="h2" variant="h3">
              {words('rules')}
            </Typography>
            <Typography>{source.retention === null ? words('of_settings') : words('own')}</Typography>
            {mayManage ? <DryRun sourceId={source.id} /> : null}
          </Stack>
        </CardContent>
      </Card>
      <Runs sourceId={source.id} />
    </Stack>
  );
}

/** Asks what the rules would delete; deletes nothing. */
function DryRun({ sourceId }: { sourceId: string }): ReactNode {
  const translate = useTranslate();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/retention/run', { body: { sourceId, dryRun: true } })),
  });
  return (
    <>
      <Button
        variant="outlined"
        loading={isPending}
        sx={{ alignSelf: 'flex-start' }}
        onClick={() => {
          mutate();
        }}
      >
        {translate('resources.sources.retention.dry_run')}
      </Button>
      <ProblemAlert error={error} />
      {data === undefined ? null : <RetentionOutcome outcome={data} />}
    </>
  );
}

function Runs({ sourceId }: { sourceId: string }): ReactNode {
  const translate = useTranslate();
  const {
    data = [],
    error,
    isPending,
    refetch,
  } = useGetList<Run>('retention/runs', {
    filter: { sourceId },
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  const words = (key: string): string => translate(`resources.sources.retention.${key}`);
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <Card component="section">
      <Typography component="h2" variant="h3" sx={{ px: 2, pt: 2, pb: 1 }}>
        {words('runs')}
      </Typography>
      <LocalTable<Run>
        label={words('runs')}
        rows={data}
        isPending={isPending}
        sort={{ name: 'createdAt', isDescending: true }}
        columns={[
          {
            name: 'createdAt',
            label: words('when'),
            value: ({ createdAt }) => createdAt,
            show: ({ createdAt }) => <Time at={createdAt} />,
          },
          {
            name: 'status',
            label: translate('bs.field.status'),
            value: ({ status }) => status,
            show: ({ status }) => <Status of={status} />,
          },
          { name: 'summary', label: words('summary'), value: ({ summary }) => summary ?? '' },
          {
            name: 'freedBytes',
            label: words('freed'),
            value: ({ freedBytes }) => freedBytes,
            isNumber: true,
            show: ({ freedBytes }) => bytesInWords(freedBytes),
          },
        ]}
        empty={words('never')}
      />
    </Card>
  );
}
