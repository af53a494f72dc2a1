import { Alert, Button, Skeleton, Stack, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type RaRecord, useNotify, useRefresh, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api } from '../data/api.js';
import { EditPage } from '../ui/form/form-page.js';
import { FormSection } from '../ui/form/form-section.js';
import { Facts } from '../ui/facts.js';
import { bytesInWords } from '../ui/measures.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { SectionCard } from '../ui/section-card.js';
import { Time } from '../ui/time.js';
import { TenantFields } from './tenant-fields.js';
import { tenantChanges } from './tenant-values.js';
import { Use } from './use.js';

type Listed = components['schemas']['TenantResponse'];
/** Until it is read by itself it is what the list had of it: without what it uses. */
type Tenant = Listed & Partial<components['schemas']['TenantDetailsResponse']> & RaRecord<string>;

/** A tenant: what it is called, what it may have, what it uses, and whether it may make backups. */
export default function TenantEdit(): ReactNode {
  return (
    <EditPage<Tenant> toChanges={tenantChanges} backTo="list" above={(tenant) => <Above tenant={tenant} />}>
      <FormSection>
        <TenantFields />
      </FormSection>
    </EditPage>
  );
}

function Above({ tenant }: { tenant: Tenant }): ReactNode {
  const translate = useTranslate();
  const { use, limits } = tenant;
  return (
    <>
      {tenant.suspendedAt === null ? null : <Suspension tenant={tenant} />}
      <SectionCard title={translate('resources.tenants.use')}>
        {use === undefined ? (
          <Skeleton height={44} />
        ) : (
          <Facts
            of={[
              {
                name: translate('resources.tenants.fields.use.backups'),
                value: <Use of={use.backups} most={limits.maxBackups} inWords={String} />,
              },
              {
                name: translate('resources.tenants.fields.use.storedBytes'),
                value: <Use of={use.storedBytes} most={limits.storedBytes} inWords={bytesInWords} />,
              },
            ]}
          />
        )}
      </SectionCard>
      {tenant.suspendedAt === null ? (
        <SectionCard title={translate('resources.tenants.suspension')}>
          <Suspension tenant={tenant} />
        </SectionCard>
      ) : null}
    </>
  );
}

/** No new backups from now on; what there is can be restored and downloaded. */
function Suspension({ tenant: { id, suspendedAt, suspendedReason } }: { tenant: Tenant }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const isSuspended = suspendedAt !== null;
  const change = useMutation({
    mutationFn: () =>
      api.PATCH('/api/v1/tenants/{id}', {
        params: { path: { id } },
        body: isSuspended
          ? { suspended: false }
          : { suspended: true, suspendedReason: reason.trim() === '' ? null : reason.trim() },
      }),
    onSuccess: () => {
      notify(isSuspended ? 'resources.tenants.resumed' : 'resources.tenants.suspended', { type: 'success' });
      refresh();
    },
  });
  const button = (
    <Button
      variant="outlined"
      color={isSuspended ? 'primary' : 'warning'}
      loading={change.isPending}
      onClick={() => {
        change.mutate();
      }}
    >
      {translate(isSuspended ? 'resources.tenants.resume' : 'resources.tenants.suspend')}
    </Button>
  );
  return (
    <Stack spacing={2}>
      <ProblemAlert error={change.error} />
      {isSuspended ? (
        <Alert severity="warning" action={button}>
          {translate('resources.tenants.is_suspended')} <Time at={suspendedAt} />. {suspendedReason}
        </Alert>
      ) : (
        <>
          <Typography variant="body2" color="textSecondary">
            {translate('resources.tenants.suspension_about')}
          </Typography>
          <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ alignItems: { sm: 'center' } }}>
            <TextField
              label={translate('resources.tenants.reason')}
              value={reason}
              size="small"
              sx={{ flex: 1 }}
              onChange={({ target }) => {
                setReason(target.value);
              }}
            />
            {button}
          </Stack>
        </>
      )}
    </Stack>
  );
}
