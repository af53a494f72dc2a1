import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined';
import { Button, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, Link, ReferenceField, useTranslate } from 'react-admin';
import { useHasSources } from '../data/has-sources.js';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { LastRun } from '../ui/last-run.js';
import { NoSchedules } from './calendar/no-schedules.js';
import { isOwnZone } from '../ui/time-zones.js';
import type { Schedule } from './schedule.js';
import { timingInWords } from './timing-in-words.js';
import { useRegion } from '../ui/use-region.js';

const FILTERS = [
  { source: 'sourceId', label: 'bs.field.source', reference: 'sources' },
  {
    source: 'action',
    label: 'resources.schedules.fields.action',
    choices: choicesOf('resources.schedules.does', ['backup', 'drill']),
  },
  {
    source: 'enabled',
    label: 'bs.field.status',
    choices: choicesOf('resources.schedules.enabled', ['true', 'false']),
  },
];

const WIDE = ['sourceId', 'action', 'timing'];

export default function ScheduleList(): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('schedules:manage');
  const hasSources = useHasSources();
  return (
    <ChangeList
      search
      empty={<NoSchedules sourceId="" />}
      wideColumns={WIDE}
      filters={FILTERS}
      actions={
        <>
          <Button component={Link} to="/schedules/calendar" variant="outlined" startIcon={<CalendarIcon />}>
            {translate('resources.schedules.calendar.name')}
          </Button>
          {mayManage && hasSources ? <AddButton label="resources.schedules.action.add" /> : null}
        </>
      }
    >
      <DataTable.Col<Schedule>
        source="name"
        sx={{ overflowWrap: { xs: 'anywhere', sm: 'normal' } }}
        render={(schedule) => <Name of={schedule} />}
      />
      <DataTable.Col source="sourceId" disableSort>
        <ReferenceField source="sourceId" reference="sources" />
      </DataTable.Col>
      <DataTable.Col<Schedule>
        source="action"
        disableSort
        render={({ action }) => translate(`resources.schedules.does.${action}`)}
      />
      <DataTable.Col<Schedule> source="timing" disableSort render={(schedule) => <Timing of={schedule} />} />
      <DataTable.Col<Schedule> source="lastRun" disableSort render={({ lastRun }) => <LastRun of={lastRun} />} />
      <DataTable.Col<Schedule>
        source="nextDueAt"
        render={({ enabled, nextRuns }) => (enabled ? <Time at={nextRuns[0]} absent="bs.time.unknown" /> : '–')}
      />
    </ChangeList>
  );
}

/** That it is paused is the state of the schedule, not of a run of it. */
function Name({ of: { name, enabled } }: { of: Schedule }): ReactNode {
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <RowHead>{name}</RowHead>
      {enabled ? null : <Status of="paused" />}
    </Stack>
  );
}

/** When it runs; by whose clocks, where they are not the reader's. An interval is the same by all. */
function Timing({ of }: { of: Schedule }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  return (
    <>
      {timingInWords(of, translate, locale)}
      {of.cron === null || isOwnZone(of.timeZone) ? null : (
        <Typography variant="body2" color="textSecondary">
          {of.timeZone}
        </Typography>
      )}
    </>
  );
}
