import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { Alert, Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useGetList, useNotify, useRedirect, useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { TypedConfirmation } from '../ui/typed-confirmation.js';
import type { Source } from './source.js';

const NONE = { page: 1, perPage: 1 };

/** Forgets a source: says what goes with it, and wants its name typed. */
export function DeleteSource({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const filter = { sourceId: source.id };
  const { total: backups } = useGetList('backups', { filter, pagination: NONE }, { enabled: isOpen });
  const { total: schedules } = useGetList('schedules', { filter, pagination: NONE }, { enabled: isOpen });

  const remove = async (): Promise<void> => {
    const query = backups === undefined || backups === 0 ? {} : ({ withBackups: 'true' } as const);
    await api.DELETE('/api/v1/sources/{id}', { params: { path: { id: source.id }, query } });
    notify('resources.sources.delete.done', { type: 'success', messageArgs: { name: source.name } });
    redirect('list', 'sources');
    void queries.invalidateQueries();
  };

  return (
    <>
      <Button
        color="error"
        startIcon={<DeleteIcon />}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate('ra.action.delete')}
      </Button>
      <TypedConfirmation
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false);
        }}
        title={translate('resources.sources.delete.title', { name: source.name })}
        word={source.name}
        act={translate('resources.sources.delete.act')}
        onConfirm={remove}
      >
        <p>{translate('resources.sources.delete.database_stays')}</p>
        {schedules === undefined || schedules === 0 ? null : (
          <p>{translate('resources.sources.delete.schedules_go', { smart_count: schedules })}</p>
        )}
        {backups === undefined || backups === 0 ? null : (
          <Alert severity="warning" variant="outlined">
            {translate('resources.sources.delete.backups_go', { smart_count: backups })}
          </Alert>
        )}
      </TypedConfirmation>
    </>
  );
}
