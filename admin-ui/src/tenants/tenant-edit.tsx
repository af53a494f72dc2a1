import { Skeleton } from '@mui/material';
import type { ReactNode } from 'react';
import { type RaRecord, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { EditPage } from '../ui/form/form-page.js';
import { FormSection } from '../ui/form/form-section.js';
import { Facts } from '../ui/facts.js';
import { HistoryBelow } from '../ui/history-below.js';
import { bytesInWords } from '../ui/measures.js';
import { SectionCard } from '../ui/section-card.js';
import { useRegion } from '../ui/use-region.js';
import { Suspension } from './suspension.js';
import { TenantFields } from './tenant-fields.js';
import { tenantChanges } from './tenant-values.js';
import { Use } from './use.js';

type Listed = components['schemas']['TenantResponse'];
/** Until it is read by itself it is what the list had of it: without what it uses. */
type Tenant = Listed & Partial<components['schemas']['TenantDetailsResponse']> & RaRecord<string>;

/** A tenant: what it is called, what it may have, what it uses, and whether it may make backups. */
export default function TenantEdit(): ReactNode {
  return (
    <EditPage<Tenant>
      toChanges={tenantChanges}
      backTo="list"
      above={(tenant) => <Above tenant={tenant} />}
      below={({ id }) => <HistoryBelow resource="tenants" id={id} />}
    >
      <FormSection>
        <TenantFields />
      </FormSection>
    </EditPage>
  );
}

function Above({ tenant }: { tenant: Tenant }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
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
                value: (
                  <Use
                    of={use.storedBytes}
                    most={limits.storedBytes}
                    inWords={(bytes) => bytesInWords(bytes, locale)}
                  />
                ),
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
