import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, Link, ReferenceField, useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { choicesOf } from '../ui/choices.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
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

export default function ScheduleList(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const mayManage = useMay('schedules:manage');
  return (
    <ChangeList
      search
      filters={FILTERS}
      actions={
        <>
          <Button component={Link} to="/schedules/calendar" variant="outlined" startIcon={<CalendarIcon />}>
            {translate('resources.schedules.calendar.name')}
          </Button>
          {mayManage ? <AddButton label="resources.schedules.action.add" /> : null}
        </>
      }
    >
      <DataTable.Col source="name" />
      <DataTable.Col source="sourceId" disableSort>
        <ReferenceField source="sourceId" reference="sources" />
      </DataTable.Col>
      <DataTable.Col<Schedule>
        source="action"
        disableSort
        render={({ action }) => translate(`resources.schedules.does.${action}`)}
      />
      <DataTable.Col<Schedule>
        source="timing"
        disableSort
        render={(schedule) => timingInWords(schedule, translate, locale)}
      />
      <DataTable.Col<Schedule>
        source="lastRun"
        disableSort
        render={({ lastRun }) => (lastRun === null ? translate('bs.time.never') : <Status of={lastRun.status} />)}
      />
      <DataTable.Col<Schedule>
        source="nextDueAt"
        render={({ enabled, nextRuns }) =>
          enabled ? <Time at={nextRuns[0]} absent="bs.time.unknown" /> : <Status of="paused" />
        }
      />
    </ChangeList>
  );
}
