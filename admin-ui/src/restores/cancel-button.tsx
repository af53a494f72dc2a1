import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { session } from '../data/session.js';
import { AskedAct } from '../ui/asked-act.js';
import { isUnderWay, type Restore, waitingApprovalOf } from './restore.js';

/** Stops it until the live database is replaced; what waits for approval is withdrawn by whoever asked. */
export function CancelButton({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  const mayCancel = useMay('restores:create');
  const isOwnRequest = waitingApprovalOf(restore)?.requestedBy === session.me?.email;
  if (!mayCancel || !(isUnderWay(restore) || isOwnRequest)) return null;
  return (
    <AskedAct
      label={translate(isOwnRequest ? 'resources.restores.cancel.withdraw' : 'resources.restores.cancel.act')}
      button={{ variant: 'outlined', color: 'inherit' }}
      title={translate('resources.restores.cancel.title')}
      text={translate('resources.restores.cancel.text')}
      color="warning"
      resource="restores"
      done="resources.restores.cancel.done"
      act={() => api.POST('/api/v1/restores/{id}/cancel', { params: { path: { id: restore.id } } })}
    />
  );
}
