import type { ReactNode } from 'react';
import { DateInput, NumberInput, required, SelectInput, TextInput } from 'react-admin';
import { choicesOf } from '../ui/choices.js';
import { BytesInput } from '../ui/form/bytes-input.js';
import { PLANS } from './plans.js';

/** What a tenant is, and what it may have beyond its plan, or less. */
export function TenantFields(): ReactNode {
  return (
    <>
      <TextInput source="name" validate={required()} />
      <SelectInput
        source="plan"
        validate={required()}
        choices={choicesOf('resources.tenants.plan', PLANS)}
        helperText="resources.tenants.help.plan"
      />
      <NumberInput source="ownLimits.maxBackups" min={0} helperText="resources.tenants.help.own" />
      <BytesInput source="ownLimits.storedBytes" helperText="resources.tenants.help.own" />
      <NumberInput source="ownLimits.retentionDays" min={1} />
      <NumberInput source="ownLimits.backupsPerUserPerDay" min={0} />
      <DateInput source="licenseExpiresAt" helperText="resources.tenants.help.license" />
    </>
  );
}
