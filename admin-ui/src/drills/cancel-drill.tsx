import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { AskedAct } from '../ui/asked-act.js';
import { type Drill, isUnderWay } from './drill.js';

/** Stops it; its scratch database goes with it. */
export function CancelDrill({ drill }: { drill: Drill }): ReactNode {
  const translate = useTranslate();
  const mayCancel = useMay('drills:create');
  if (!mayCancel || !isUnderWay(drill)) return null;
  return (
    <AskedAct
      label={translate('resources.drills.cancel')}
      button={{ variant: 'outlined', color: 'inherit' }}
      title={translate('resources.drills.cancel_title')}
      text={translate('resources.drills.cancel_text')}
      color="warning"
      resource="drills"
      done="resources.drills.canceling"
      act={() => api.POST('/api/v1/drills/{id}/cancel', { params: { path: { id: drill.id } } })}
    />
  );
}
