import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { session } from '../data/session.js';
import { AskDialog } from '../ui/ask-dialog.js';
import { isUnderWay, type Restore, waitingApprovalOf } from './restore.js';
import { useAct } from '../ui/use-act.js';

/** Stops it until the live database is replaced; what waits for approval is withdrawn by whoever asked. */
export function CancelButton({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  const mayCancel = useMay('restores:create');
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  const cancel = useAct('restores', 'resources.restores.cancel.done', () =>
    api.POST('/api/v1/restores/{id}/cancel', { params: { path: { id: restore.id } } }).then(close),
  );
  const isOwnRequest = waitingApprovalOf(restore)?.requestedBy === session.me?.email;
  if (!mayCancel || !(isUnderWay(restore) || isOwnRequest)) return null;
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate(isOwnRequest ? 'resources.restores.cancel.withdraw' : 'resources.restores.cancel.act')}
      </Button>
      <AskDialog
        isOpen={isOpen}
        onClose={close}
        title={translate('resources.restores.cancel.title')}
        text={translate('resources.restores.cancel.text')}
        act={translate(isOwnRequest ? 'resources.restores.cancel.withdraw' : 'resources.restores.cancel.act')}
        color="warning"
        mutation={cancel}
        onAct={() => {
          cancel.mutate();
        }}
      />
    </>
  );
}
