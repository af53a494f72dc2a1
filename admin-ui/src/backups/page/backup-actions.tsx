import CancelIcon from '@mui/icons-material/StopCircleOutlined';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import EditIcon from '@mui/icons-material/EditOutlined';
import PinIcon from '@mui/icons-material/PushPinOutlined';
import PlanIcon from '@mui/icons-material/VisibilityOutlined';
import RestoreIcon from '@mui/icons-material/SettingsBackupRestore';
import UnpinIcon from '@mui/icons-material/PushPin';
import { Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { api } from '../../data/api.js';
import { useMay } from '../../data/may.js';
import { type Backup, canBeTakenAgain, isNothing, isRestorable, isUnderWay } from '../backup.js';
import { BackUpAgain } from './back-up-again.js';
import { DeleteBackup } from './delete-backup.js';
import { EditBackup } from './edit-backup.js';
import { BusyButton } from '../../ui/busy-button.js';
import { useSayError } from '../../ui/use-say-error.js';

/** What can be done with a backup as it is now, by whoever looks at it. */
export function BackupActions({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const sayError = useSayError();
  const queries = useQueryClient();
  const mayCreate = useMay('backups:create');
  const mayRestore = useMay('restores:create');
  const mayPlan = useMay('restores:plan');
  const mayManage = useMay('backups:manage');
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { id, pinned } = backup;
  const path = { params: { path: { id } } };
  const words = (name: string): string => translate(`resources.backups.actions.${name}`);
  const close = (): void => {
    setOpen(null);
  };
  const carryOut = (act: () => Promise<unknown>, done: string) => (): void => {
    setIsBusy(true);
    act()
      .then(() => queries.invalidateQueries({ queryKey: ['backups'] }))
      .then(() => {
        notify(`resources.backups.page.${done}`, { type: 'success' });
      })
      .catch(sayError)
      .finally(() => {
        setIsBusy(false);
      });
  };

  return (
    <>
      {mayCreate && isUnderWay(backup) ? (
        <BusyButton
          variant="outlined"
          startIcon={<CancelIcon />}
          isBusy={isBusy}
          onClick={carryOut(() => api.POST('/api/v1/backups/{id}/cancel', path), 'canceling')}
        >
          {words('cancel')}
        </BusyButton>
      ) : null}
      {mayManage ? (
        <>
          {isUnderWay(backup) ? null : (
            <Button
              variant="outlined"
              color="error"
              startIcon={<DeleteIcon />}
              onClick={() => {
                setOpen('delete');
              }}
            >
              {translate('ra.action.delete')}
            </Button>
          )}
          {isNothing(backup) && !pinned ? null : (
            <BusyButton
              variant="outlined"
              startIcon={pinned ? <UnpinIcon /> : <PinIcon />}
              isBusy={isBusy}
              onClick={carryOut(
                () => api.PATCH('/api/v1/backups/{id}', { ...path, body: { pinned: !pinned } }),
                pinned ? 'unpinned' : 'pinned',
              )}
            >
              {words(pinned ? 'unpin' : 'pin')}
            </BusyButton>
          )}
          <Button
            variant="outlined"
            startIcon={<EditIcon />}
            onClick={() => {
              setOpen('edit');
            }}
          >
            {words('edit')}
          </Button>
          <EditBackup of={backup} isOpen={open === 'edit'} onClose={close} />
          <DeleteBackup of={backup} isOpen={open === 'delete'} onClose={close} />
        </>
      ) : null}
      {mayCreate && canBeTakenAgain(backup) ? <BackUpAgain of={backup} /> : null}
      {mayRestore && isRestorable(backup) ? (
        <Button variant="contained" startIcon={<RestoreIcon />} component={Link} to={`/backups/${id}/restore`}>
          {words('restore')}
        </Button>
      ) : null}
      {mayPlan && !mayRestore && isRestorable(backup) ? (
        <Button variant="outlined" startIcon={<PlanIcon />} component={Link} to={`/backups/${id}/restore`}>
          {words('plan')}
        </Button>
      ) : null}
    </>
  );
}
