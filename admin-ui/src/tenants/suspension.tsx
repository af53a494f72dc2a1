import { Alert, Stack, TextField, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api } from '../data/api.js';
import { AskedAct } from '../ui/asked-act.js';
import { BusyButton } from '../ui/busy-button.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Time } from '../ui/time.js';
import { useAct } from '../ui/use-act.js';

type Tenant = Pick<components['schemas']['TenantResponse'], 'id' | 'name' | 'suspendedAt' | 'suspendedReason'>;

/** No new backups from now on; what there is can be restored and downloaded. */
export function Suspension({ tenant }: { tenant: Tenant }): ReactNode {
  return tenant.suspendedAt === null ? <Suspend tenant={tenant} /> : <Suspended tenant={tenant} />;
}

function Suspended({ tenant: { id, suspendedAt, suspendedReason } }: { tenant: Tenant }): ReactNode {
  const translate = useTranslate();
  const resume = useAct('tenants', 'resources.tenants.resumed', () =>
    api.PATCH('/api/v1/tenants/{id}', { params: { path: { id } }, body: { suspended: false } }),
  );
  return (
    <Stack spacing={2}>
      <ProblemAlert error={resume.error} />
      <Alert
        severity="warning"
        action={
          <BusyButton
            variant="outlined"
            isBusy={resume.isPending}
            onClick={() => {
              resume.mutate();
            }}
          >
            {translate('resources.tenants.resume')}
          </BusyButton>
        }
      >
        {translate('resources.tenants.is_suspended')} <Time at={suspendedAt} />. {suspendedReason}
      </Alert>
    </Stack>
  );
}

function Suspend({ tenant: { id, name } }: { tenant: Tenant }): ReactNode {
  const translate = useTranslate();
  const [reason, setReason] = useState('');
  const suspendedReason = reason.trim() === '' ? null : reason.trim();
  return (
    <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
      <Typography variant="body2" color="textSecondary">
        {translate('resources.tenants.suspension_about')}
      </Typography>
      <AskedAct
        label={translate('resources.tenants.suspend')}
        button={{ variant: 'outlined', color: 'warning' }}
        title={translate('resources.tenants.suspend_question', { name })}
        text={translate('resources.tenants.suspend_means')}
        color="warning"
        resource="tenants"
        done="resources.tenants.suspended"
        act={() =>
          api.PATCH('/api/v1/tenants/{id}', { params: { path: { id } }, body: { suspended: true, suspendedReason } })
        }
      >
        <TextField
          autoFocus
          label={translate('resources.tenants.reason')}
          value={reason}
          onChange={({ target }) => {
            setReason(target.value);
          }}
        />
      </AskedAct>
    </Stack>
  );
}
