import { Alert, Button, Card, CardContent, Skeleton, Stack, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type RaRecord, useNotify, useRefresh, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api } from '../data/api.js';
import { EditPage } from '../ui/form/form-page.js';
import { FormSection } from '../ui/form/form-section.js';
import { bytesInWords } from '../ui/measures.js';
import { ProblemAlert } from '../ui/problem-alert.js';
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
      <Suspension tenant={tenant} />
      <Card component="section">
        <CardContent>
          <Typography variant="h2" sx={{ mb: 2 }}>
            {translate('resources.tenants.use')}
          </Typography>
          {use === undefined ? (
            <Skeleton height={44} />
          ) : (
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={4}>
              <div>
                {translate('resources.tenants.fields.use.backups')}
                <Use of={use.backups} most={limits.maxBackups} inWords={String} />
              </div>
              <div>
                {translate('resources.tenants.fields.use.storedBytes')}
                <Use of={use.storedBytes} most={limits.storedBytes} inWords={bytesInWords} />
              </div>
            </Stack>
          )}
        </CardContent>
      </Card>
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
      )}
    </Stack>
  );
}
