import { Alert } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { DeleteRecord } from '../ui/delete-record.js';
import type { Source } from './source.js';

/** How many there are; none of them is shown. */
const of = (sourceId: string) => ({ filter: { sourceId }, pagination: { page: 1, perPage: 1 } });

/** Forgets a source, with what there is of it. */
export function DeleteSource({ source: { id, name } }: { source: Source }): ReactNode {
  // What the dialog has said, and nothing that nobody was told of.
  const { total: backups = 0 } = useGetList('backups', of(id), { enabled: false });
  const query = backups === 0 ? {} : ({ withBackups: 'true' } as const);
  return (
    <DeleteRecord
      resource="sources"
      name={name}
      onDelete={() => api.DELETE('/api/v1/sources/{id}', { params: { path: { id }, query } })}
    >
      <WhatGoes id={id} />
    </DeleteRecord>
  );
}

function WhatGoes({ id }: { id: string }): ReactNode {
  const translate = useTranslate();
  const { total: backups } = useGetList('backups', of(id));
  const { total: schedules } = useGetList('schedules', of(id));
  return (
    <>
      <p>{translate('resources.sources.delete.database_stays')}</p>
      {schedules === undefined || schedules === 0 ? null : (
        <p>{translate('resources.sources.delete.schedules_go', { smart_count: schedules })}</p>
      )}
      {backups === undefined || backups === 0 ? null : (
        <Alert severity="warning" variant="outlined">
          {translate('resources.sources.delete.backups_go', { smart_count: backups })}
        </Alert>
      )}
    </>
  );
}
