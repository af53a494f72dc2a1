import { type ReactNode, useCallback } from 'react';
import { useCloseNotification, useNotify } from 'react-admin';
import { ProblemAlert } from './problem-alert.js';

/** Says what went wrong where no dialog or form shows it: with what to do next, until it is dismissed. */
export function useSayError(): (error: unknown) => void {
  const notify = useNotify();
  return useCallback(
    (error) => {
      notify(<Said error={error} />, { type: 'error', insteadOf: String(error) });
    },
    [notify],
  );
}

function Said({ error }: { error: unknown }): ReactNode {
  const close = useCloseNotification();
  return <ProblemAlert error={error} onClose={close} />;
}
