import { Alert, Button, Stack, TextField, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api } from '../data/api.js';
import { AskDialog } from '../ui/ask-dialog.js';
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
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState('');
  const suspend = useAct('tenants', 'resources.tenants.suspended', () =>
    api.PATCH('/api/v1/tenants/{id}', {
      params: { path: { id } },
      body: { suspended: true, suspendedReason: reason.trim() === '' ? null : reason.trim() },
    }),
  );
  return (
    <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
      <Typography variant="body2" color="textSecondary">
        {translate('resources.tenants.suspension_about')}
      </Typography>
      <Button
        variant="outlined"
        color="warning"
        onClick={() => {
          setIsAsking(true);
        }}
      >
        {translate('resources.tenants.suspend')}
      </Button>
      <AskDialog
        isOpen={isAsking}
        onClose={() => {
          setIsAsking(false);
        }}
        title={translate('resources.tenants.suspend_question', { name })}
        text={translate('resources.tenants.suspend_means')}
        act={translate('resources.tenants.suspend')}
        color="warning"
        mutation={suspend}
        onAct={() => {
          suspend.mutate();
        }}
      >
        <TextField
          autoFocus
          label={translate('resources.tenants.reason')}
          value={reason}
          onChange={({ target }) => {
            setReason(target.value);
          }}
        />
      </AskDialog>
    </Stack>
  );
}
