import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import PauseIcon from '@mui/icons-material/PauseOutlined';
import ResumeIcon from '@mui/icons-material/PlayArrowOutlined';
import { Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNotify, useRedirect, useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { AskDialog } from '../ui/ask-dialog.js';
import { TypedConfirmation } from '../ui/typed-confirmation.js';
import { useAct } from '../ui/use-act.js';
import type { Channel } from './channel.js';

/** Pausing is asked once more, for what waits to be told is not told later; resuming is not. */
export function PauseOrResume({ channel: { id, name, enabled } }: { channel: Channel }): ReactNode {
  const translate = useTranslate();
  const [isAsked, setIsAsked] = useState(false);
  const verb = enabled ? 'pause' : 'resume';
  const change = useAct('notification-channels', `resources.notification-channels.done.${verb}`, () =>
    api.PATCH('/api/v1/notification-channels/{id}', { params: { path: { id } }, body: { enabled: !enabled } }),
  );
  const act = (): void => {
    change.mutate(undefined, {
      onSettled: () => {
        setIsAsked(false);
      },
    });
  };
  const words = (key: string, more?: object): string => translate(`resources.notification-channels.${key}`, more);
  return (
    <>
      <Button
        variant="outlined"
        startIcon={enabled ? <PauseIcon /> : <ResumeIcon />}
        loading={change.isPending}
        onClick={() => {
          if (enabled) setIsAsked(true);
          else act();
        }}
      >
        {words(`action.${verb}`)}
      </Button>
      <AskDialog
        isOpen={isAsked}
        onClose={() => {
          setIsAsked(false);
        }}
        title={words('pause.title', { name })}
        text={words('pause.text')}
        act={words('action.pause')}
        mutation={change}
        onAct={act}
      />
    </>
  );
}

export function DeleteChannel({ channel: { id, name } }: { channel: Channel }): ReactNode {
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
        title={translate('resources.notification-channels.delete.title', { name })}
        word={name}
        act={translate('resources.notification-channels.delete.act')}
        onConfirm={async () => {
          await api.DELETE('/api/v1/notification-channels/{id}', { params: { path: { id } } });
          notify('resources.notification-channels.done.delete', { type: 'success' });
          redirect('list', 'notification-channels');
          void queries.invalidateQueries({ queryKey: ['notification-channels'] });
        }}
      >
        <p>{translate('resources.notification-channels.delete.text')}</p>
      </TypedConfirmation>
    </>
  );
}
