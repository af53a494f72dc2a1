import SendIcon from '@mui/icons-material/SendOutlined';
import { Alert, AlertTitle } from '@mui/material';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { BusyButton } from '../ui/busy-button.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import type { Channel } from './channel.js';

interface TestProps {
  channel: Channel;
  /** Of which channel is its variable. */
  test: UseMutationResult<components['schemas']['TestResultResponse'], Error, string>;
}

/** Sends a message now, also where the channel is paused. */
export function SendTest({ channel: { id }, test }: TestProps): ReactNode {
  const translate = useTranslate();
  return (
    <BusyButton
      variant="contained"
      startIcon={<SendIcon />}
      isBusy={test.isPending}
      onClick={() => {
        test.mutate(id);
      }}
    >
      {translate('resources.notification-channels.action.test')}
    </BusyButton>
  );
}

/** Whether it arrived; where it did not, what happened, and what to do about it. */
export function TestOutcome({ channel: { id }, test: { data, error, variables, reset } }: TestProps): ReactNode {
  const translate = useTranslate();
  if (variables !== id) return null;
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return null;
  const { ok, detail, hint } = data;
  return (
    <Alert
      severity={ok ? 'success' : 'error'}
      variant="outlined"
      role="status"
      onClose={reset}
      closeText={translate('ra.action.close')}
      sx={{ overflowWrap: 'anywhere' }}
    >
      <AlertTitle>{translate(`resources.notification-channels.test.${ok ? 'arrived' : 'failed'}`)}</AlertTitle>
      {detail}
      {hint === undefined ? null : <div>{hint}</div>}
    </Alert>
  );
}
