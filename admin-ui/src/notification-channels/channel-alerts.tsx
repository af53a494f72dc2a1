import { Alert, AlertTitle } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { hintForReader } from '../ui/hint.js';
import { Time } from '../ui/time.js';
import type { Channel } from './channel.js';

/** Why nobody hears anything, where that is so. */
export function ChannelAlerts({ channel }: { channel: Channel }): ReactNode {
  const translate = useTranslate();
  const { enabled, failingSince, lastError, problem } = channel;
  const words = (key: string): string => translate(`resources.notification-channels.alert.${key}`);
  return (
    <>
      {enabled ? null : (
        <Alert severity="info" variant="outlined">
          {words('paused')}
        </Alert>
      )}
      {failingSince === null ? null : (
        <Alert severity="error" variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
          <AlertTitle>
            {words('failing')} <Time at={failingSince} />
          </AlertTitle>
          {lastError === null ? null : (
            <>
              <div>{lastError.detail}</div>
              {hintForReader(lastError, translate)}
            </>
          )}
        </Alert>
      )}
      {problem === null ? null : (
        <Alert severity="warning" variant="outlined">
          {words('silent')}
        </Alert>
      )}
    </>
  );
}
