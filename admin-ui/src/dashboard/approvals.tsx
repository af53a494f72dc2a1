import { Link as MuiLink } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetList, type UseGetListHookValue, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { Time } from '../ui/time.js';

type Restore = components['schemas']['RestoreResponse'];
type Waiting = Restore['approvals'][number];

/** A restore, or its rollback, that waits for a second person. */
export type AwaitedAct = Pick<Waiting, 'act' | 'requestedBy' | 'requestedAt'> & Pick<Restore, 'id' | 'number'>;

/** What `data` holds is for `awaitedActs`. */
export const useApprovals = (): UseGetListHookValue<Restore> =>
  useGetList<Restore>('restores', {
    filter: { status: 'awaiting_approval' },
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'createdAt', order: 'ASC' },
  });

export function awaitedActs(restores: readonly Restore[]): AwaitedAct[] {
  return restores.flatMap(({ id, number, approvals }) =>
    approvals
      .filter(({ status }) => status === 'waiting')
      .map(({ act, requestedBy, requestedAt }) => ({ id, number, act, requestedBy, requestedAt })),
  );
}

/** Which it is, with the way to where it is decided; who asked, and when. */
export function Approval({ of: { id, number, act, requestedBy, requestedAt } }: { of: AwaitedAct }): ReactNode {
  const translate = useTranslate();
  return (
    <>
      <MuiLink component={Link} to={`/restores/${id}/show`} sx={{ fontWeight: 650 }}>
        {translate(`bs.dashboard.approve.${act}`, { number })}
      </MuiLink>
      {` · ${requestedBy} · `}
      <Time at={requestedAt} />
    </>
  );
}
