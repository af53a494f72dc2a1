import { Link as MuiLink, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { Time } from '../../ui/time.js';
import type { Backup } from '../backup.js';

/** Why a damaged backup is not offered to be restored, and which one of its source can be. */
export function UseAnother({ of: { sourceId } }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const { data } = useGetList<Backup>('backups', {
    pagination: { page: 1, perPage: 1 },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { sourceId, status: 'completed' },
  });
  const words = (name: string): string => translate(`resources.backups.page.${name}`);
  const good = data?.[0];
  return (
    <Typography variant="body2" sx={{ py: 0.5 }}>
      {words('not_restorable')}{' '}
      {data === undefined ? null : good === undefined ? (
        words('no_good_one')
      ) : (
        <>
          {words('newest_good')}{' '}
          <MuiLink component={Link} to={`/backups/${good.id}/show`} color="inherit" underline="always">
            #{good.number} {good.name}
          </MuiLink>
          , <Time at={good.createdAt} />.
        </>
      )}
    </Typography>
  );
}
