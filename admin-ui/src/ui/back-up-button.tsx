import type { SvgIconComponent } from '@mui/icons-material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRedirect } from 'react-admin';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { BusyButton } from './busy-button.js';
import { useSayError } from './use-say-error.js';

interface BackUpButtonProps {
  request: components['schemas']['CreateBackupRequest'];
  label: string;
  icon: SvgIconComponent;
  onQueued?: () => void;
}

/** Starts a backup, and goes where it can be watched. */
export function BackUpButton({ request, label, icon: Icon, onQueued }: BackUpButtonProps): ReactNode {
  const sayError = useSayError();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/backups', { body: request })),
    onSuccess: ({ backup }) => {
      void queries.invalidateQueries({ queryKey: ['backups'] });
      onQueued?.();
      redirect('show', 'backups', backup.id);
    },
    onError: sayError,
  });
  return (
    <BusyButton
      variant="contained"
      startIcon={<Icon />}
      isBusy={isPending}
      onClick={() => {
        mutate();
      }}
    >
      {label}
    </BusyButton>
  );
}
