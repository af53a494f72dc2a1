import BackupIcon from '@mui/icons-material/Inventory2Outlined';
import { Button } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNotify, useRedirect, useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import type { Source } from './source.js';

/** Starts a backup with everything that the source has, and goes where it can be watched. */
export function BackUpNow({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const { mutate, isPending } = useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/backups', { body: { sourceId: source.id } })),
    onSuccess: ({ backup }) => {
      notify('resources.sources.backup_queued', { type: 'success', messageArgs: { name: source.name } });
      redirect('show', 'backups', backup.id);
    },
    onError: (error) => {
      notify(error.message, { type: 'error' });
    },
  });
  return (
    <Button
      variant="contained"
      startIcon={<BackupIcon />}
      loading={isPending}
      onClick={() => {
        mutate();
      }}
    >
      {translate('resources.sources.action.back_up_now')}
    </Button>
  );
}
