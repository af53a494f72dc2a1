import { Card, Link as MuiLink } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { LocalTable } from '../ui/local-table.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import type { ScheduleRun } from './schedule.js';

const NEWEST = 100;

/** What became of a schedule, the newest first, and what each run made. */
export function ScheduleRuns({ id }: { id: string }): ReactNode {
  const translate = useTranslate();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [['schedules', 'backups', 'drills'], 'runs', id],
    queryFn: () =>
      dataOf(api.GET('/api/v1/schedules/{id}/runs', { params: { path: { id }, query: { limit: NEWEST } } })),
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  const words = (key: string): string => translate(`resources.schedules.run.${key}`);
  return (
    <Card>
      <LocalTable<ScheduleRun>
        label={translate('resources.schedules.tab.runs')}
        rows={data?.items ?? []}
        isPending={isPending}
        sort={{ name: 'dueAt', isDescending: true }}
        columns={[
          { name: 'dueAt', label: words('due'), value: ({ dueAt }) => dueAt, show: ({ dueAt }) => <Time at={dueAt} /> },
          {
            name: 'status',
            label: translate('bs.field.status'),
            value: ({ status }) => status,
            show: ({ status }) => <Status of={status} />,
          },
          {
            name: 'outcome',
            label: words('what'),
            value: ({ error: failure, waiting }) => failure?.message ?? waiting?.message ?? '',
            show: (run) => <Outcome run={run} />,
          },
        ]}
        empty={words('none')}
      />
    </Card>
  );
}

function Outcome({ run: { backupId, drillId, error, waiting } }: { run: ScheduleRun }): ReactNode {
  const translate = useTranslate();
  const to = backupId !== null ? `/backups/${backupId}/show` : drillId !== null ? `/drills/${drillId}/show` : null;
  const text = error?.message ?? waiting?.message;
  return (
    <>
      {text}
      {text === undefined || to === null ? null : ' · '}
      {to === null ? null : (
        <MuiLink component={Link} to={to}>
          {translate(backupId === null ? 'resources.schedules.does.drill' : 'resources.schedules.does.backup')}
        </MuiLink>
      )}
    </>
  );
}
