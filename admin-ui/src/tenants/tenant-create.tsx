import { Card } from '@mui/material';
import type { ReactNode } from 'react';
import { CreateBase, required, SimpleForm, TextInput, useTranslate } from 'react-admin';
import { FormPage } from '../ui/form-page.js';
import { TenantFields } from './tenant-fields.js';
import { toRequest } from './tenant-request.js';

const SLUG = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

const isSlug = (value: string | undefined): string | undefined =>
  value === undefined || SLUG.test(value) ? undefined : 'resources.tenants.bad_slug';

export default function TenantCreate(): ReactNode {
  const translate = useTranslate();
  return (
    <FormPage title={translate('resources.tenants.add')}>
      <CreateBase redirect="list" transform={toRequest}>
        <Card>
          <SimpleForm defaultValues={{ plan: 'free' }}>
            <TextInput source="slug" validate={[required(), isSlug]} helperText="resources.tenants.help.slug" />
            <TenantFields />
          </SimpleForm>
        </Card>
      </CreateBase>
    </FormPage>
  );
}
