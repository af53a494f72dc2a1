import { Button, Card } from '@mui/material';
import AddIcon from '@mui/icons-material/Add';
import { Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetList, useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { useMay } from '../../data/may.js';
import { LastRun } from '../../ui/last-run.js';
import { LocalTable } from '../../ui/local-table.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Status } from '../../ui/status.js';
import { Time } from '../../ui/time.js';
import type { Source } from '../source.js';

type Schedule = components['schemas']['ScheduleResponse'];

/** What happens to the source by itself. */
export function SchedulesTab({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('schedules:manage');
  const {
    data = [],
    error,
    isPending,
    refetch,
  } = useGetList<Schedule>('schedules', {
    filter: { sourceId: source.id },
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'name', order: 'ASC' },
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  const label = (field: string): string => translate(`resources.schedules.fields.${field}`);
  return (
    <Stack spacing={2}>
      {mayManage ? (
        <Button
          component={Link}
          to={`/schedules/create?source=${encodeURIComponent(JSON.stringify({ sourceId: source.id }))}`}
          startIcon={<AddIcon />}
          variant="outlined"
          sx={{ alignSelf: 'flex-start' }}
        >
          {translate('resources.schedules.action.add')}
        </Button>
      ) : null}
      <Card>
        <LocalTable<Schedule>
          label={translate('resources.sources.tab.schedules')}
          rows={data}
          isPending={isPending}
          sort={{ name: 'name', isDescending: false }}
          columns={[
            {
              name: 'name',
              label: label('name'),
              value: ({ name }) => name,
              show: ({ id, name, enabled }) => (
                <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
                  <MuiLink component={Link} to={`/schedules/${id}/show`}>
                    {name}
                  </MuiLink>
                  {enabled ? null : <Status of="paused" />}
                </Stack>
              ),
            },
            {
              name: 'action',
              label: label('action'),
              isWide: true,
              value: ({ action }) => translate(`resources.schedules.does.${action}`),
            },
            {
              name: 'lastRun',
              label: label('lastRun'),
              value: ({ lastRun }) => lastRun?.dueAt ?? '',
              show: ({ lastRun }) => <LastRun of={lastRun} />,
            },
            {
              name: 'nextRuns',
              label: label('nextRuns'),
              value: ({ nextRuns }) => nextRuns[0] ?? '',
              show: ({ enabled, nextRuns }) => (enabled ? <Time at={nextRuns[0]} absent="bs.time.unknown" /> : '–'),
            },
          ]}
          empty={<Typography component="span">{translate('resources.sources.no_schedules')}</Typography>}
        />
      </Card>
    </Stack>
  );
}
