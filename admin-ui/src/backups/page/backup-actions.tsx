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
import { type Backup, isReady, isUnderWay } from '../backup.js';
import { DeleteBackup } from './delete-backup.js';
import { EditBackup } from './edit-backup.js';

/** What can be done with a backup as it is now, by whoever looks at it. */
export function BackupActions({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
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
      .catch((error: unknown) => {
        notify(error instanceof Error ? error.message : String(error), { type: 'error' });
      })
      .finally(() => {
        setIsBusy(false);
      });
  };

  return (
    <>
      {mayCreate && isUnderWay(backup) ? (
        <Button
          startIcon={<CancelIcon />}
          loading={isBusy}
          onClick={carryOut(() => api.POST('/api/v1/backups/{id}/cancel', path), 'canceling')}
        >
          {words('cancel')}
        </Button>
      ) : null}
      {mayManage ? (
        <>
          {isUnderWay(backup) ? null : (
            <Button
              color="error"
              startIcon={<DeleteIcon />}
              onClick={() => {
                setOpen('delete');
              }}
            >
              {translate('ra.action.delete')}
            </Button>
          )}
          <Button
            startIcon={pinned ? <UnpinIcon /> : <PinIcon />}
            loading={isBusy}
            onClick={carryOut(
              () => api.PATCH('/api/v1/backups/{id}', { ...path, body: { pinned: !pinned } }),
              pinned ? 'unpinned' : 'pinned',
            )}
          >
            {words(pinned ? 'unpin' : 'pin')}
          </Button>
          <Button
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
      {mayRestore && isReady(backup) ? (
        <Button
          variant={backup.status === 'corrupted' ? 'outlined' : 'contained'}
          startIcon={<RestoreIcon />}
          component={Link}
          to={`/backups/${id}/restore`}
        >
          {words('restore')}
        </Button>
      ) : null}
      {mayPlan && !mayRestore && isReady(backup) ? (
        <Button variant="outlined" startIcon={<PlanIcon />} component={Link} to={`/backups/${id}/restore`}>
          {words('plan')}
        </Button>
      ) : null}
    </>
  );
}
