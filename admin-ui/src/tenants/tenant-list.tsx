import type { ReactNode } from 'react';
import { DataTable, type RaRecord, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { AddButton } from '../ui/add-button.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { PLANS, TENANT_STATES } from './plans.js';

type Tenant = components['schemas']['TenantResponse'] & RaRecord<string>;

const FILTERS = [
  { source: 'plan', label: 'resources.tenants.fields.plan', choices: choicesOf('resources.tenants.plan', PLANS) },
  { source: 'status', label: 'bs.field.status', choices: choicesOf('resources.tenants.status', TENANT_STATES) },
];

const WIDE = ['slug', 'createdAt'];

export default function TenantList(): ReactNode {
  const translate = useTranslate();
  return (
    <ChangeList
      search
      filters={FILTERS}
      wideColumns={WIDE}
      sort={{ field: 'name', order: 'ASC' }}
      rowClick="edit"
      actions={<AddButton label="resources.tenants.add" />}
    >
      <DataTable.Col<Tenant> source="name" render={({ name }) => <RowHead>{name}</RowHead>} />
      <DataTable.Col source="slug" />
      <DataTable.Col<Tenant>
        source="plan"
        disableSort
        render={({ plan }) => translate(`resources.tenants.plan.${plan}`)}
      />
      <DataTable.Col<Tenant>
        source="status"
        disableSort
        render={({ status }) => (
          <Status of={status} words="resources.tenants.status" tone={status === 'active' ? 'success' : 'warning'} />
        )}
      />
      <DataTable.Col<Tenant> source="createdAt" render={({ createdAt }) => <Time at={createdAt} />} />
    </ChangeList>
  );
}
