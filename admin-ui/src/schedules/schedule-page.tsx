import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { EditButton } from '../ui/edit-button.js';
import { RecordHistory } from '../ui/history.js';
import { RecordPage } from '../ui/record-page.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { DeleteSchedule, PauseOrResume, RunNow } from './schedule-actions.js';
import { ScheduleRuns } from './schedule-runs.js';
import type { Schedule } from './schedule.js';
import { timingInWords } from './timing-in-words.js';
import { useRegion } from '../ui/use-region.js';
import { NameOf } from '../ui/name-of.js';

/** One schedule: what is to come, and what was. */
export default function SchedulePage(): ReactNode {
  const mayManage = useMay('schedules:manage');
  const mayRun = useMay('backups:create');
  return (
    <RecordPage<Schedule>
      title={({ name }) => name}
      status={({ enabled }) => (enabled ? null : <Status of="paused" />)}
      subtitle={(schedule) => <Subtitle schedule={schedule} />}
      actions={(schedule) => {
        const isChangeable = mayManage && schedule.origin !== 'settings';
        return (
          <>
            {isChangeable ? <DeleteSchedule schedule={schedule} /> : null}
            {isChangeable ? <PauseOrResume schedule={schedule} /> : null}
            {isChangeable ? <EditButton /> : null}
            {mayRun ? <RunNow schedule={schedule} /> : null}
          </>
        );
      }}
      sections={(schedule) => [
        { name: 'overview', label: 'resources.schedules.tab.overview', content: <Overview schedule={schedule} /> },
        { name: 'runs', label: 'resources.schedules.tab.runs', content: <ScheduleRuns id={schedule.id} /> },
        {
          name: 'history',
          label: 'bs.history.name',
          content: (
            <Card>
              <CardContent>
                <RecordHistory resource="schedules" id={schedule.id} />
              </CardContent>
            </Card>
          ),
        },
      ]}
    />
  );
}

function Subtitle({ schedule }: { schedule: Schedule }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  return (
    <>
      {translate(`resources.schedules.does.${schedule.action}`)}
      {' · '}
      <NameOf resource="sources" id={schedule.sourceId} />
      {` · ${timingInWords(schedule, translate, locale)} · ${schedule.timeZone}`}
    </>
  );
}

function Overview({ schedule: { nextRuns, problem, window, enabled } }: { schedule: Schedule }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  return (
    <Card component="section">
      <CardContent>
        <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
          {translate('resources.schedules.next_runs')}
        </Typography>
        {problem === null ? null : <Typography color="error">{problem}</Typography>}
        {enabled ? (
          <Stack component="ol" spacing={0.5} sx={{ m: 0, pl: 2.5 }}>
            {nextRuns.map((at) => (
              <li key={at}>
                {exact.format(new Date(at))} (<Time at={at} />)
              </li>
            ))}
          </Stack>
        ) : (
          <Typography color="textSecondary">{translate('resources.schedules.is_paused')}</Typography>
        )}
        {window === null ? null : (
          <Typography color="textSecondary" sx={{ mt: 1 }}>
            {translate('resources.schedules.begins_within', { ...window, zone: window.timeZone })}
          </Typography>
        )}
      </CardContent>
    </Card>
  );
}
