import type { ReactNode } from 'react';
import { required, TextInput } from 'react-admin';
import { CreatePage } from '../ui/form/form-page.js';
import { FormSection } from '../ui/form/form-section.js';
import { TenantFields } from './tenant-fields.js';
import { tenantRequest } from './tenant-values.js';

const SLUG = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

const isSlug = (value: string | undefined): string | undefined =>
  value === undefined || SLUG.test(value) ? undefined : 'resources.tenants.bad_slug';

export default function TenantCreate(): ReactNode {
  return (
    <CreatePage toRequest={tenantRequest} defaultValues={{ plan: 'free' }} backTo="list">
      <FormSection>
        <TextInput source="slug" validate={[required(), isSlug]} helperText="resources.tenants.help.slug" />
        <TenantFields />
      </FormSection>
    </CreatePage>
  );
}
