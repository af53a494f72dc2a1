import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { AskDialog } from '../ui/ask-dialog.js';
import { useAct } from '../ui/use-act.js';
import { type Drill, isUnderWay } from './drill.js';

/** Stops it; its scratch database goes with it. */
export function CancelDrill({ drill }: { drill: Drill }): ReactNode {
  const translate = useTranslate();
  const mayCancel = useMay('drills:create');
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
  };
  const cancel = useAct('drills', 'resources.drills.canceling', () =>
    api.POST('/api/v1/drills/{id}/cancel', { params: { path: { id: drill.id } } }).then(close),
  );
  if (!mayCancel || !isUnderWay(drill)) return null;
  return (
    <>
      <Button
        variant="outlined"
        color="inherit"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate('resources.drills.cancel')}
      </Button>
      <AskDialog
        isOpen={isOpen}
        onClose={close}
        title={translate('resources.drills.cancel_title')}
        text={translate('resources.drills.cancel_text')}
        act={translate('resources.drills.cancel')}
        color="warning"
        mutation={cancel}
        onAct={() => {
          cancel.mutate();
        }}
      />
    </>
  );
}
