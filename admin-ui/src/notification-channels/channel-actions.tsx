import PauseIcon from '@mui/icons-material/PauseOutlined';
import ResumeIcon from '@mui/icons-material/PlayArrowOutlined';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { AskDialog } from '../ui/ask-dialog.js';
import { BusyButton } from '../ui/busy-button.js';
import { DeleteRecord } from '../ui/delete-record.js';
import { useAct } from '../ui/use-act.js';
import type { Channel } from './channel.js';

/** Pausing is asked once more, for what waits to be told is not told later; resuming is not. */
export function PauseOrResume({ channel: { id, name, enabled } }: { channel: Channel }): ReactNode {
  const translate = useTranslate();
  const [isAsked, setIsAsked] = useState(false);
  const verb = enabled ? 'pause' : 'resume';
  const change = useAct(
    'notification-channels',
    `resources.notification-channels.done.${verb}`,
    () => api.PATCH('/api/v1/notification-channels/{id}', { params: { path: { id } }, body: { enabled: !enabled } }),
    { saysErrors: true },
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
      <BusyButton
        variant="outlined"
        startIcon={enabled ? <PauseIcon /> : <ResumeIcon />}
        isBusy={change.isPending}
        onClick={() => {
          if (enabled) setIsAsked(true);
          else act();
        }}
      >
        {words(`action.${verb}`)}
      </BusyButton>
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
  return (
    <DeleteRecord
      resource="notification-channels"
      name={name}
      onDelete={() => api.DELETE('/api/v1/notification-channels/{id}', { params: { path: { id } } })}
    />
  );
}
