import { type ReactNode, useState } from 'react';
import {
  CheckboxGroupInput,
  DateTimeInput,
  minLength,
  required,
  TextInput,
  useRedirect,
  useTranslate,
} from 'react-admin';
import type { components } from '../api/schema.js';
import { useMayWhat } from '../data/may.js';
import { CreatePage } from '../ui/form/form-page.js';
import { FormSection } from '../ui/form/form-section.js';
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
    <>
      <CreatePage<Created> toRequest={toRequest} onCreated={setCreated}>
        <FormSection>
          <TextInput source="name" validate={required()} helperText="resources.api-keys.help.name" />
          <CheckboxGroupInput source="scopes" row={false} choices={choices} validate={[required(), minLength(1)]} />
          <DateTimeInput source="expiresAt" helperText="resources.api-keys.help.expiresAt" />
          <TextInput source="networks" helperText="resources.api-keys.help.networks" />
        </FormSection>
      </CreatePage>
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
    </>
  );
}

/** What `POST /api-keys` takes. */
function toRequest({ name, scopes, expiresAt, networks }: Record<string, unknown>): Record<string, unknown> {
  const allowedNetworks = ((networks ?? '') as string).split(/[\s,]+/).filter((network) => network !== '');
  const expires = (expiresAt ?? '') as string;
  return {
    name,
    scopes,
    ...(expires === '' ? {} : { expiresAt: new Date(expires).toISOString() }),
    ...(allowedNetworks.length === 0 ? {} : { allowedNetworks }),
  };
}
