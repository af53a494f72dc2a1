import { Card } from '@mui/material';
import { type ReactNode, useState } from 'react';
import {
  CheckboxGroupInput,
  CreateBase,
  DateTimeInput,
  minLength,
  required,
  SimpleForm,
  TextInput,
  useRedirect,
  useTranslate,
} from 'react-admin';
import type { components } from '../api/schema.js';
import { useMayWhat } from '../data/may.js';
import { FormPage } from '../ui/form-page.js';
import { ShownOnce } from '../ui/shown-once.js';

type Created = components['schemas']['CreatedApiKeyResponse'];
type Scope = components['schemas']['Scope'];

/** Each with what whoever is signed in must be allowed, to give it. */
const SCOPES: [Scope, string][] = [
  ['read', 'records:read'],
  ['backup', 'backups:create'],
  ['restore', 'restores:create'],
  ['download', 'backups:download'],
  ['decrypt', 'backups:decrypt'],
  ['admin', 'settings:manage'],
];

interface Form {
  name: string;
  scopes: Scope[];
  expiresAt?: string | null;
  networks?: string;
}

/** A new key, shown once. */
export default function ApiKeyCreate(): ReactNode {
  const translate = useTranslate();
  const redirect = useRedirect();
  const [created, setCreated] = useState<Created | null>(null);
  const may = useMayWhat();
  const choices = SCOPES.filter(([, permission]) => may(permission)).map(([id]) => ({
    id,
    name: `resources.api-keys.scope_means.${id}`,
  }));
  return (
    <FormPage title={translate('resources.api-keys.add')}>
      <CreateBase<Form, Created> redirect={false} transform={toRequest} mutationOptions={{ onSuccess: setCreated }}>
        <Card>
          <SimpleForm>
            <TextInput source="name" validate={required()} helperText="resources.api-keys.help.name" />
            <CheckboxGroupInput source="scopes" row={false} choices={choices} validate={[required(), minLength(1)]} />
            <DateTimeInput source="expiresAt" helperText="resources.api-keys.help.expiresAt" />
            <TextInput source="networks" helperText="resources.api-keys.help.networks" />
          </SimpleForm>
        </Card>
      </CreateBase>
      {created === null ? null : (
        <ShownOnce
          title={translate('resources.api-keys.created', { name: created.name })}
          text={translate('resources.api-keys.keep')}
          secret={created.key}
          what={translate('resources.api-keys.key')}
          onClose={() => {
            redirect('list', 'api-keys');
          }}
        />
      )}
    </FormPage>
  );
}

function toRequest({ name, scopes, expiresAt, networks = '' }: Form): components['schemas']['CreateApiKeyRequest'] {
  const allowedNetworks = networks.split(/[\s,]+/).filter((network) => network !== '');
  return {
    name,
    scopes,
    ...(expiresAt === undefined || expiresAt === null || expiresAt === ''
      ? {}
      : { expiresAt: new Date(expiresAt).toISOString() }),
    ...(allowedNetworks.length === 0 ? {} : { allowedNetworks }),
  };
}
