import BackupIcon from '@mui/icons-material/Inventory2Outlined';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNotify, useRedirect, useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import type { Source } from './source.js';
import { BusyButton } from '../ui/busy-button.js';
import { useSayError } from '../ui/use-say-error.js';

/** Starts a backup with everything that the source has, and goes where it can be watched. */
export function BackUpNow({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const sayError = useSayError();
  const redirect = useRedirect();
  const { mutate, isPending } = useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/backups', { body: { sourceId: source.id } })),
    onSuccess: ({ backup }) => {
      notify('resources.sources.backup_queued', { type: 'success', messageArgs: { name: source.name } });
      redirect('show', 'backups', backup.id);
    },
    onError: sayError,
  });
  return (
    <BusyButton
      variant="contained"
      startIcon={<BackupIcon />}
      isBusy={isPending}
      onClick={() => {
        mutate();
      }}
    >
      {translate('resources.sources.action.back_up_now')}
    </BusyButton>
  );
}
