import type { ReactNode } from 'react';
import {
  AutocompleteInput,
  BooleanInput,
  NumberInput,
  ReferenceInput,
  SelectInput,
  TextInput,
  useTranslate,
} from 'react-admin';
import { useMay } from '../data/may.js';
import { BytesInput } from '../ui/form/bytes-input.js';
import { FieldRow } from '../ui/form/field-row.js';
import { FormSection } from '../ui/form/form-section.js';
import { RetentionFields } from '../ui/form/retention-fields.js';
import { NightlyFields } from './nightly-fields.js';

const ALGORITHMS = ['zstd', 'gzip', 'none'];

const words = (key: string): string => `resources.settings.section.${key}`;

/** Which backups stay. */
export function RetentionSettings(): ReactNode {
  const translate = useTranslate();
  return (
    <FormSection title={translate(words('retention'))} about={translate(words('retention_about'))}>
      <RetentionFields />
    </FormSection>
  );
}

/** Every other setting, under what it is about. */
export function OtherSettings(): ReactNode {
  const translate = useTranslate();
  const mayChooseStore = useMay('instance:manage');
  return (
    <>
      <FormSection title={translate(words('nightly'))} about={translate(words('nightly_about'))}>
        <NightlyFields />
      </FormSection>

      <FormSection title={translate(words('restores'))}>
        <BooleanInput source="approvalRequired" helperText="resources.settings.help.approval" />
        <FieldRow>
          <NumberInput source="rollbackWindowHours" min={0} helperText="resources.settings.help.rollback" />
          <NumberInput source="rehearsalMaxHours" min={0.001} helperText="resources.settings.help.rehearsal" />
        </FieldRow>
      </FormSection>

      <FormSection title={translate(words('backups'))}>
        <BooleanInput source="encryption.enabled" helperText="resources.settings.help.encryption" />
        <FieldRow>
          <SelectInput
            source="compression.algorithm"
            choices={ALGORITHMS.map((id) => ({ id, name: id }))}
            translateChoice={false}
            helperText={false}
          />
          <NumberInput
            source="compression.level"
            min={0}
            max={19}
            step={1}
            helperText="resources.settings.help.level"
          />
        </FieldRow>
        <FieldRow>
          <NumberInput source="maxJobs" min={0} step={1} helperText="resources.settings.help.jobs" />
          <BytesInput source="importMaxBytes" helperText="resources.settings.help.import" />
        </FieldRow>
        {mayChooseStore ? (
          <TextInput source="backupDirectory" autoComplete="off" helperText="resources.settings.help.directory" />
        ) : null}
      </FormSection>

      <FormSection title={translate(words('access'))}>
        <BooleanInput source="requireTotp" helperText="resources.settings.help.totp" />
        <ReferenceInput source="compatibilitySourceId" reference="sources" sort={{ field: 'name', order: 'ASC' }}>
          <AutocompleteInput
            optionText="name"
            filterToQuery={(q: string) => (q === '' ? {} : { q })}
            helperText="resources.settings.help.compatibility"
          />
        </ReferenceInput>
      </FormSection>
    </>
  );
}
