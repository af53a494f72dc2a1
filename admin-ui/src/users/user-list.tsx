import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, type RaRecord, ReferenceField } from 'react-admin';
import type { components } from '../api/schema.js';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { ROLES } from './roles.js';
import { RoleName } from './role-name.js';

type Person = components['schemas']['UserResponse'] & RaRecord<string>;

const FILTERS = [
  { source: 'role', label: 'resources.users.fields.role', choices: choicesOf('resources.users.role', ROLES) },
  {
    source: 'active',
    label: 'resources.users.fields.active',
    choices: choicesOf('resources.users.active', ['true', 'false']),
  },
];

const WIDE = ['name', 'tenantId', 'active', 'lastSignInAt', 'createdAt'];

export default function UserList(): ReactNode {
  const seesTenants = useMay('tenants:manage');
  return (
    <ChangeList
      search
      filters={FILTERS}
      wideColumns={WIDE}
      sort={{ field: 'email', order: 'ASC' }}
      rowClick="edit"
      actions={<AddButton label="resources.users.add" />}
    >
      <DataTable.Col<Person>
        source="email"
        sx={{ overflowWrap: { xs: 'anywhere', sm: 'normal' } }}
        render={({ email, active }) => (
          <>
            <RowHead>{email}</RowHead>
            {/* On a phone, where the column of their access has no room. */}
            {active ? null : (
              <Box sx={{ display: { sm: 'none' } }}>
                <Access active={false} />
              </Box>
            )}
          </>
        )}
      />
      <DataTable.Col source="name" />
      {seesTenants ? (
        <DataTable.Col source="tenantId" disableSort>
          <ReferenceField source="tenantId" reference="tenants" link={false} />
        </DataTable.Col>
      ) : null}
      <DataTable.Col<Person> source="role" render={({ role }) => <RoleName of={role} />} />
      <DataTable.Col<Person> source="active" disableSort render={({ active }) => <Access active={active} />} />
      <DataTable.Col<Person> source="lastSignInAt" render={({ lastSignInAt }) => <Time at={lastSignInAt} />} />
      <DataTable.Col<Person> source="createdAt" render={({ createdAt }) => <Time at={createdAt} />} />
    </ChangeList>
  );
}

function Access({ active }: { active: boolean }): ReactNode {
  return <Status of={String(active)} words="resources.users.active" tone={active ? 'success' : 'default'} />;
}
