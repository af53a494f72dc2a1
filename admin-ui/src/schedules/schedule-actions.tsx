import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import PauseIcon from '@mui/icons-material/PauseOutlined';
import RunIcon from '@mui/icons-material/PlayArrowOutlined';
import { Button } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNotify, useRedirect, useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { TypedConfirmation } from '../ui/typed-confirmation.js';
import type { Schedule } from './schedule.js';

/** Does something with a schedule, says what became of it, and shows the schedule as it is then. */
function useAct(done: string, act: () => Promise<unknown>): { run: () => void; isPending: boolean } {
  const notify = useNotify();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: act,
    onSuccess: () => {
      notify(`resources.schedules.done.${done}`, { type: 'success' });
      void queries.invalidateQueries({ queryKey: ['schedules'] });
    },
    onError: (error) => {
      notify(error.message, { type: 'error' });
    },
  });
  return {
    run: () => {
      mutate();
    },
    isPending,
  };
}

export function RunNow({ schedule: { id } }: { schedule: Schedule }): ReactNode {
  const translate = useTranslate();
  const { run, isPending } = useAct('run', () => api.POST('/api/v1/schedules/{id}/run', { params: { path: { id } } }));
  return (
    <Button variant="contained" startIcon={<RunIcon />} loading={isPending} onClick={run}>
      {translate('resources.schedules.action.run')}
    </Button>
  );
}

export function PauseOrResume({ schedule: { id, enabled } }: { schedule: Schedule }): ReactNode {
  const translate = useTranslate();
  const verb = enabled ? 'pause' : 'resume';
  const { run, isPending } = useAct(verb, () =>
    enabled
      ? api.POST('/api/v1/schedules/{id}/pause', { params: { path: { id } } })
      : api.POST('/api/v1/schedules/{id}/resume', { params: { path: { id } } }),
  );
  return (
    <Button variant="outlined" startIcon={enabled ? <PauseIcon /> : <RunIcon />} loading={isPending} onClick={run}>
      {translate(`resources.schedules.action.${verb}`)}
    </Button>
  );
}

export function DeleteSchedule({ schedule: { id, name } }: { schedule: Schedule }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        color="error"
        startIcon={<DeleteIcon />}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate('ra.action.delete')}
      </Button>
      <TypedConfirmation
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false);
        }}
        title={translate('resources.schedules.delete.title', { name })}
        word={name}
        act={translate('resources.schedules.delete.act')}
        onConfirm={async () => {
          await api.DELETE('/api/v1/schedules/{id}', { params: { path: { id } } });
          notify('resources.schedules.done.delete', { type: 'success' });
          redirect('list', 'schedules');
          void queries.invalidateQueries({ queryKey: ['schedules'] });
        }}
      >
        <p>{translate('resources.schedules.delete.text')}</p>
      </TypedConfirmation>
    </>
  );
}
