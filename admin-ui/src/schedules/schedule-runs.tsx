import { Box, Card, Tooltip } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type RaRecord, ReferenceField, useRecordContext, useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { LocalTable } from '../ui/local-table.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Status } from '../ui/status.js';
import { durationInWords } from '../ui/measures.js';
import { momentFormat } from '../ui/formats.js';
import { exactly } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';
import type { ScheduleRun } from './schedule.js';

const NEWEST = 100;

/** What became of a schedule, the newest first, and what each run made. */
export function ScheduleRuns({ id }: { id: string }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
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
          {
            name: 'dueAt',
            label: words('due'),
            value: ({ dueAt }) => dueAt,
            show: ({ dueAt }) => <Due at={dueAt} />,
          },
          {
            name: 'status',
            label: translate('bs.field.status'),
            value: ({ status }) => status,
            show: ({ status }) => <Status of={status} />,
          },
          {
            name: 'duration',
            label: translate('bs.field.duration'),
            value: (run) => durationOf(run) ?? -1,
            isNumber: true,
            isWide: true,
            show: (run) => {
              const ms = durationOf(run);
              return ms === null ? '–' : durationInWords(ms, locale);
            },
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

/** By the clock of the reader: which night it was, not how many nights ago. */
function Due({ at }: { at: string }): ReactNode {
  const locale = useRegion();
  const moment = new Date(at);
  return (
    <Tooltip title={exactly(moment, locale)}>
      <time dateTime={at}>{momentFormat('minute', locale).format(moment)}</time>
    </Tooltip>
  );
}

function durationOf({ begunAt, endedAt }: ScheduleRun): number | null {
  return begunAt === null || endedAt === null ? null : Date.parse(endedAt) - Date.parse(begunAt);
}

function Outcome({ run }: { run: ScheduleRun }): ReactNode {
  const { backupId, drillId, error, waiting } = run;
  const text = error?.message ?? waiting?.message;
  const isMade = backupId !== null || drillId !== null;
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      {text}
      {text === undefined || !isMade ? null : ' · '}
      {backupId === null ? null : <Made run={run} source="backupId" reference="backups" />}
      {drillId === null ? null : <Made run={run} source="drillId" reference="drills" />}
    </Box>
  );
}

interface MadeProps {
  run: ScheduleRun;
  source: 'backupId' | 'drillId';
  reference: 'backups' | 'drills';
}

/** By its number, as long as it is there. */
function Made({ run, source, reference }: MadeProps): ReactNode {
  const translate = useTranslate();
  return (
    <ReferenceField
      record={run}
      source={source}
      reference={reference}
      link="show"
      empty={<span>{translate('resources.schedules.calendar.gone')}</span>}
    >
      <Numbered as={translate(`resources.schedules.calendar.does.${run.backupId === null ? 'drill' : 'backup'}`)} />
    </ReferenceField>
  );
}

/** "Backup #409". */
function Numbered({ as }: { as: string }): ReactNode {
  const record = useRecordContext<RaRecord<string> & { number: number }>();
  return record === undefined ? null : `${as} #${record.number}`;
}
