import PauseIcon from '@mui/icons-material/PauseOutlined';
import RunIcon from '@mui/icons-material/PlayArrowOutlined';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { BusyButton } from '../ui/busy-button.js';
import { DeleteRecord } from '../ui/delete-record.js';
import { useAct } from '../ui/use-act.js';
import type { Schedule } from './schedule.js';

export function RunNow({ schedule: { id } }: { schedule: Schedule }): ReactNode {
  const translate = useTranslate();
  const run = useAct(
    'schedules',
    'resources.schedules.done.run',
    () => api.POST('/api/v1/schedules/{id}/run', { params: { path: { id } } }),
    { saysErrors: true },
  );
  return (
    <BusyButton
      variant="contained"
      startIcon={<RunIcon />}
      isBusy={run.isPending}
      onClick={() => {
        run.mutate();
      }}
    >
      {translate('resources.schedules.action.run')}
    </BusyButton>
  );
}

export function PauseOrResume({ schedule: { id, enabled } }: { schedule: Schedule }): ReactNode {
  const translate = useTranslate();
  const verb = enabled ? 'pause' : 'resume';
  const change = useAct(
    'schedules',
    `resources.schedules.done.${verb}`,
    () =>
      enabled
        ? api.POST('/api/v1/schedules/{id}/pause', { params: { path: { id } } })
        : api.POST('/api/v1/schedules/{id}/resume', { params: { path: { id } } }),
    { saysErrors: true },
  );
  return (
    <BusyButton
      variant="outlined"
      startIcon={enabled ? <PauseIcon /> : <RunIcon />}
      isBusy={change.isPending}
      onClick={() => {
        change.mutate();
      }}
    >
      {translate(`resources.schedules.action.${verb}`)}
    </BusyButton>
  );
}

export function DeleteSchedule({ schedule: { id, name } }: { schedule: Schedule }): ReactNode {
  return (
    <DeleteRecord
      resource="schedules"
      name={name}
      onDelete={() => api.DELETE('/api/v1/schedules/{id}', { params: { path: { id } } })}
    />
  );
}
