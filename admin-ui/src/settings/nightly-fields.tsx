import type { ReactNode } from 'react';
import { BooleanInput, required, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { FieldRow } from '../ui/form/field-row.js';
import { SourcesChoice } from '../ui/form/sources-choice.js';
import { ZoneInput } from '../ui/form/zone-input.js';

/** The backup that each night makes: whether, when, and of which sources. */
export function NightlyFields(): ReactNode {
  const isWanted = useWatch({ name: 'autoBackup.enabled' }) as boolean;
  return (
    <>
      <BooleanInput source="autoBackup.enabled" helperText={false} />
      <FieldRow>
        <TextInput
          source="nightlyAt"
          type="time"
          validate={isWanted ? required() : []}
          slotProps={{ inputLabel: { shrink: true } }}
          helperText={false}
        />
        <ZoneInput source="autoBackup.timeZone" />
      </FieldRow>
      <SourcesChoice
        source="autoBackup.sourceIds"
        label="resources.settings.fields.autoBackup.sourceIds"
        helperText={false}
        isRequired={isWanted}
      />
    </>
  );
}
