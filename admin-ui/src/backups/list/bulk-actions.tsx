import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import PinIcon from '@mui/icons-material/PushPinOutlined';
import UnpinIcon from '@mui/icons-material/PushPin';
import VerifyIcon from '@mui/icons-material/VerifiedOutlined';
import { Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useGetMany, useListContext, useTranslate } from 'react-admin';
import { api, dataOf } from '../../data/api.js';
import { useMay } from '../../data/may.js';
import { useSayError } from '../../ui/use-say-error.js';
import type { Backup } from '../backup.js';
import { BulkDeletion } from './bulk-deletion.js';
import { BulkOutcome, type Outcome } from './bulk-outcome.js';
import { inBatches } from './in-batches.js';
import { BusyButton } from '../../ui/busy-button.js';

type Action = 'delete' | 'verify' | 'pin' | 'unpin';

/** As many as the API takes at once. */
const AT_ONCE = 200;

/** What is done to the ticked backups, each as if it were asked for alone. */
export function BulkActions(): ReactNode {
  const translate = useTranslate();
  const sayError = useSayError();
  const queries = useQueryClient();
  const mayManage = useMay('backups:manage');
  const { selectedIds, onUnselectItems } = useListContext();
  const [isDeleting, setIsDeleting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busyWith, setBusyWith] = useState<Action | null>(null);
  const ids = selectedIds.map(String);
  const { data: chosen = [] } = useGetMany<Backup>('backups', { ids }, { enabled: ids.length > 0 });

  const carryOut = async (action: Action): Promise<void> => {
    const all = await inBatches(ids, AT_ONCE, (some) =>
      dataOf(api.POST('/api/v1/backups/bulk', { body: { action, ids: some } })),
    );
    // As they were called before: what is deleted cannot be asked for afterwards.
    setOutcome({ ...all, action, backups: chosen });
    void queries.invalidateQueries({ queryKey: ['backups'] });
  };
  const carryOutAtOnce = (action: Action) => (): void => {
    setBusyWith(action);
    carryOut(action)
      .catch(sayError)
      .finally(() => {
        setBusyWith(null);
      });
  };
  const words = (name: string): string => translate(`resources.backups.actions.${name}`);

  return (
    <>
      <BusyButton startIcon={<VerifyIcon />} isBusy={busyWith === 'verify'} onClick={carryOutAtOnce('verify')}>
        {words('verify')}
      </BusyButton>
      {mayManage ? (
        <>
          <BusyButton startIcon={<PinIcon />} isBusy={busyWith === 'pin'} onClick={carryOutAtOnce('pin')}>
            {words('pin')}
          </BusyButton>
          <BusyButton startIcon={<UnpinIcon />} isBusy={busyWith === 'unpin'} onClick={carryOutAtOnce('unpin')}>
            {words('unpin')}
          </BusyButton>
          <Button
            color="error"
            startIcon={<DeleteIcon />}
            onClick={() => {
              setIsDeleting(true);
            }}
          >
            {translate('ra.action.delete')}
          </Button>
        </>
      ) : null}
      <BulkDeletion
        isOpen={isDeleting}
        backups={chosen}
        count={ids.length}
        onClose={() => {
          setIsDeleting(false);
        }}
        onConfirm={async () => {
          await carryOut('delete');
          setIsDeleting(false);
        }}
      />
      {outcome === null ? null : (
        <BulkOutcome
          outcome={outcome}
          onClose={() => {
            setOutcome(null);
            onUnselectItems();
          }}
        />
      )}
    </>
  );
}
