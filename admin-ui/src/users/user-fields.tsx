import type { ReactNode } from 'react';
import {
  BooleanInput,
  RadioButtonGroupInput,
  ReferenceInput,
  required,
  SelectInput,
  TextInput,
  useRecordContext,
  useTranslate,
} from 'react-admin';
import { session } from '../data/session.js';
import { useMay } from '../data/may.js';
import { type Role, rolesUpTo } from './roles.js';

/** What a person is: the same for a new one and for one that is changed. */
export function UserFields({ isNew }: { isNew: boolean }): ReactNode {
  const translate = useTranslate();
  const isOneself = useRecordContext()?.id === session.me?.id;
  const mayChooseTenant = useMay('tenants:manage');
  return (
    <>
      <TextInput source="email" type="email" validate={required()} helperText="resources.users.help.email" />
      <TextInput source="name" />
      <RadioButtonGroupInput
        source="role"
        row={false}
        validate={required()}
        choices={rolesUpTo(session.me?.role ?? 'viewer')}
        optionText={({ id, name }: { id: Role; name: string }) =>
          `${translate(name)}: ${translate(`resources.users.role_may.${id}`)}`
        }
        translateChoice={false}
      />
      {isNew && mayChooseTenant ? (
        <ReferenceInput source="tenantId" reference="tenants">
          <SelectInput optionText="name" helperText="resources.users.help.tenant" />
        </ReferenceInput>
      ) : null}
      {isNew ? null : (
        <BooleanInput
          source="active"
          disabled={isOneself}
          helperText={`resources.users.help.${isOneself ? 'active_own' : 'active'}`}
        />
      )}
      <BooleanInput source="mustChangePassword" defaultValue helperText="resources.users.help.mustChangePassword" />
    </>
  );
}
