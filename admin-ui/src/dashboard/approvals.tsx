import { Alert, Link as MuiLink, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetList, type UseGetListHookValue, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { Time } from '../ui/time.js';

type Restore = components['schemas']['RestoreResponse'];

/** Restores and rollbacks that wait for a second person; what `data` holds is for `<Approvals>`. */
export const useApprovals = (): UseGetListHookValue<Restore> =>
  useGetList<Restore>('restores', {
    filter: { status: 'awaiting_approval' },
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'createdAt', order: 'ASC' },
  });

/** Nothing where none waits. */
export function Approvals({ waiting }: { waiting: readonly Restore[] }): ReactNode {
  const translate = useTranslate();
  if (waiting.length === 0) return null;
  return (
    <Alert severity="warning" variant="outlined" component="section">
      <Stack spacing={0.5}>
        {waiting.flatMap(({ id, number, approvals }) =>
          approvals
            .filter(({ status }) => status === 'waiting')
            .map(({ act, requestedBy, requestedAt }) => (
              <span key={id}>
                <MuiLink component={Link} to={`/restores/${id}/show`} sx={{ fontWeight: 650 }}>
                  {translate(`bs.dashboard.approve.${act}`, { number })}
                </MuiLink>
                {` · ${requestedBy} · `}
                <Time at={requestedAt} />
              </span>
            )),
        )}
      </Stack>
    </Alert>
  );
}
