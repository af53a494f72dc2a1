import type { ReactNode } from 'react';
import { DataTable, type RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';
import { AddButton } from '../ui/add-button.js';
import { ChangeList } from '../ui/change-list/change-list.js';
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

export default function UserList(): ReactNode {
  return (
    <ChangeList
      search
      filters={FILTERS}
      sort={{ field: 'email', order: 'ASC' }}
      rowClick="edit"
      actions={<AddButton label="resources.users.add" />}
    >
      <DataTable.Col source="email" />
      <DataTable.Col source="name" />
      <DataTable.Col<Person> source="role" render={({ role }) => <RoleName of={role} />} />
      <DataTable.Col<Person>
        source="active"
        disableSort
        render={({ active }) => (
          <Status of={String(active)} words="resources.users.active" tone={active ? 'success' : 'default'} />
        )}
      />
      <DataTable.Col<Person> source="lastSignInAt" render={({ lastSignInAt }) => <Time at={lastSignInAt} />} />
      <DataTable.Col<Person> source="createdAt" render={({ createdAt }) => <Time at={createdAt} />} />
    </ChangeList>
  );
}
