import { type ReactNode, useEffect } from 'react';
import { useTranslate } from 'react-admin';
import { useBlocker } from 'react-router-dom';
import { AskDialog } from '../../ui/ask-dialog.js';

/** Nothing is sent by leaving. */
const NO_MUTATION = { error: null, isPending: false, reset: () => undefined };

/** To leave the page is to stop what it sends: whoever follows a link is asked here, whoever closes the tab by the browser. */
export function LeavingIsAsked({ isSending }: { isSending: boolean }): ReactNode {
  const translate = useTranslate();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isSending && currentLocation.pathname !== nextLocation.pathname,
  );
  useAskedByBrowser(isSending);
  // Before somebody has answered it has ended, or failed: there is nothing to be lost any more.
  const isAsked = blocker.state === 'blocked' && isSending;
  useEffect(() => {
    if (blocker.state === 'blocked' && !isSending) blocker.reset();
  }, [blocker, isSending]);
  const words = (name: string): string => translate(`resources.backups.upload.leave.${name}`);
  return (
    <AskDialog
      isOpen={isAsked}
      onClose={() => {
        blocker.reset?.();
      }}
      title={words('title')}
      text={words('text')}
      act={words('act')}
      color="warning"
      mutation={NO_MUTATION}
      onAct={() => {
        blocker.proceed?.();
      }}
    />
  );
}

function useAskedByBrowser(isSending: boolean): void {
  useEffect(() => {
    if (!isSending) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
    };
  }, [isSending]);
}
