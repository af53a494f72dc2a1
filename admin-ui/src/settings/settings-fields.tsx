import type { ReactNode } from 'react';
import { AutocompleteInput, BooleanInput, NumberInput, SelectInput, useTranslate } from 'react-admin';
import { FieldRow } from '../ui/form/field-row.js';
import { FormSection } from '../ui/form/form-section.js';
import { RetentionFields } from '../ui/form/retention-fields.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const ALGORITHMS = ['zstd', 'gzip', 'none'];

/** Every setting, under what it is about. */
export function SettingsFields(): ReactNode {
  const translate = useTranslate();
  const words = (key: string): string => translate(`resources.settings.section.${key}`);
  return (
    <>
      <FormSection title={words('retention')} about={words('retention_about')}>
        <RetentionFields />
      </FormSection>

      <FormSection title={words('nightly')} about={words('nightly_about')}>
        <BooleanInput source="autoBackup.enabled" helperText={false} />
        <FieldRow>
          <NumberInput source="autoBackup.hour" min={0} max={23} step={1} helperText={false} />
          <NumberInput source="autoBackup.minute" min={0} max={59} step={1} helperText={false} />
        </FieldRow>
        <AutocompleteInput
          source="autoBackup.timeZone"
          choices={ZONES.map((id) => ({ id, name: id }))}
          translateChoice={false}
          helperText={false}
        />
      </FormSection>

      <FormSection title={words('restores')}>
        <BooleanInput source="approvalRequired" helperText="resources.settings.help.approval" />
        <NumberInput source="rollbackWindowHours" min={0} helperText="resources.settings.help.rollback" />
      </FormSection>

      <FormSection title={words('backups')}>
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
        <NumberInput source="maxJobs" min={0} step={1} helperText="resources.settings.help.jobs" />
      </FormSection>
    </>
  );
}
