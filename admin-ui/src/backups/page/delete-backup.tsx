import { Alert, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useGetList, useNotify, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { api, dataOf } from '../../data/api.js';
import { bytesInWords } from '../../ui/measures.js';
import { fromNow } from '../../ui/time.js';
import { TypedConfirmation } from '../../ui/typed-confirmation.js';
import type { Backup } from '../backup.js';
import { useRegion } from '../../ui/use-region.js';

interface DeleteBackupProps {
  of: Backup;
  isOpen: boolean;
  onClose: () => void;
}

/** Says what goes with a backup, what stays, and whether it is the one that its source rests on. */
export function DeleteBackup({ of: backup, isOpen, onClose }: DeleteBackupProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const notify = useNotify();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.deletion.${name}`, values);

  const remove = async (): Promise<void> => {
    const { freedBytes } = await dataOf(api.DELETE('/api/v1/backups/{id}', { params: { path: { id: backup.id } } }));
    await navigate('/backups');
    void queries.invalidateQueries({ queryKey: ['backups'] });
    notify(words('done', { size: bytesInWords(freedBytes, locale) }), { type: 'success' });
  };

  return (
    <TypedConfirmation
      isOpen={isOpen}
      onClose={onClose}
      title={words('one')}
      word={backup.name}
      act={words('act')}
      onConfirm={remove}
    >
      <Stack spacing={1.5}>
        <Typography>{words('goes', { size: bytesInWords(backup.storedBytes ?? 0, locale) })}</Typography>
        <Consequences of={backup} locale={locale} />
      </Stack>
    </TypedConfirmation>
  );
}

function Consequences({ of: { id, sourceId, status }, locale }: { of: Backup; locale: string }): ReactNode {
  const translate = useTranslate();
  const { data: completed } = useGetList<Backup>('backups', {
    pagination: { page: 1, perPage: 2 },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { sourceId, status: 'completed' },
  });
  const { total: restores = 0 } = useGetList('restores', {
    pagination: { page: 1, perPage: 1 },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { backupId: id },
  });
  const isNewest = status === 'completed' && completed?.[0]?.id === id;
  const next = completed?.[1];
  return (
    <>
      {isNewest ? (
        <Alert severity="warning">
          {next === undefined
            ? translate('resources.backups.deletion.only')
            : translate('resources.backups.deletion.newest', { when: fromNow(next.createdAt, locale) })}
        </Alert>
      ) : null}
      {restores === 0 ? null : (
        <Typography>{translate('resources.backups.deletion.restores', { smart_count: restores })}</Typography>
      )}
    </>
  );
}
