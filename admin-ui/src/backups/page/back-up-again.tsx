import AgainIcon from '@mui/icons-material/ReplayOutlined';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { api, dataOf } from '../../data/api.js';
import type { Backup } from '../backup.js';
import { BusyButton } from '../../ui/busy-button.js';
import { useSayError } from '../../ui/use-say-error.js';

/** Takes a new backup of the same source, described as this one was, and goes there. */
export function BackUpAgain({ of: { sourceId, description, tags } }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const sayError = useSayError();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const body = { sourceId, tags, ...(description === null ? {} : { description }) };
  const { mutate, isPending } = useMutation({
    mutationFn: () => dataOf(api.POST('/api/v1/backups', { body })),
    onSuccess: async ({ backup }) => {
      void queries.invalidateQueries({ queryKey: ['backups'] });
      await navigate(`/backups/${backup.id}/show`);
    },
    onError: sayError,
  });
  return (
    <BusyButton
      variant="contained"
      startIcon={<AgainIcon />}
      isBusy={isPending}
      onClick={() => {
        mutate();
      }}
    >
      {translate('resources.backups.actions.again')}
    </BusyButton>
  );
}
