import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { api, dataOf } from '../../data/api.js';
import { useMay } from '../../data/may.js';
import { LocalTable } from '../../ui/local-table.js';
import { bytesInWords } from '../../ui/measures.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { RetentionTrial } from '../../ui/retention-trial.js';
import { Status } from '../../ui/status.js';
import { Time } from '../../ui/time.js';
import { useRegion } from '../../ui/use-region.js';
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
            {mayManage ? <DryRun source={source} /> : null}
          </Stack>
        </CardContent>
      </Card>
      <Runs sourceId={source.id} />
    </Stack>
  );
}

/** Asks what the rules would delete; deletes nothing. */
function DryRun({ source: { id: sourceId, retention } }: { source: Source }): ReactNode {
  const translate = useTranslate();
  return (
    <RetentionTrial
      rules={JSON.stringify(retention)}
      label={translate('resources.sources.retention.dry_run')}
      ask={() => dataOf(api.POST('/api/v1/retention/run', { body: { sourceId, dryRun: true } }))}
    />
  );
}

function Runs({ sourceId }: { sourceId: string }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
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
            isWide: true,
            show: ({ freedBytes }) => bytesInWords(freedBytes, locale),
          },
        ]}
        empty={words('never')}
      />
    </Card>
  );
}
