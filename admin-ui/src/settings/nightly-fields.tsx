import type { ReactNode } from 'react';
import { AutocompleteInput, BooleanInput, NumberInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { FieldRow } from '../ui/form/field-row.js';
import { SourcesChoice } from '../ui/form/sources-choice.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The backup that each night makes: whether, when, and of which sources. */
export function NightlyFields(): ReactNode {
  const isWanted = useWatch({ name: 'autoBackup.enabled' }) as boolean;
  return (
    <>
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
      <SourcesChoice
        source="autoBackup.sourceIds"
        label="resources.settings.fields.autoBackup.sourceIds"
        helperText={false}
        isRequired={isWanted}
      />
    </>
  );
}
