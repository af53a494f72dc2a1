import { Typography } from '@mui/material';
import type { ReactNode } from 'react';
import {
  AutocompleteInput,
  BooleanInput,
  RadioButtonGroupInput,
  ReferenceInput,
  required,
  TextInput,
  useRecordContext,
  useTranslate,
} from 'react-admin';
import { useWatch } from 'react-hook-form';
import { FieldRow } from '../ui/form/field-row.js';
import { FormSection } from '../ui/form/form-section.js';
import type { Schedule } from './schedule.js';
import { timingInWords } from './timing-in-words.js';
import { useRegion } from '../ui/use-region.js';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** What happens, to which source, and when. */
export function ScheduleFields(): ReactNode {
  const translate = useTranslate();
  const schedule = useRecordContext<Schedule>();
  const isNew = schedule?.id === undefined;
  const [action, kind] = useWatch({ name: ['action', 'kind'] }) as [string | undefined, string | undefined];
  const words = (key: string): string => translate(`resources.schedules.${key}`);
  return (
    <>
      <FormSection title={words('section.what')}>
        {isNew ? (
          <>
            <ReferenceInput source="sourceId" reference="sources" sort={{ field: 'name', order: 'ASC' }}>
              <AutocompleteInput optionText="name" filterToQuery={asSearch} validate={required()} helperText={false} />
            </ReferenceInput>
            <RadioButtonGroupInput
              source="action"
              helperText={false}
              choices={['backup', 'drill'].map((id) => ({ id, name: `resources.schedules.does.${id}` }))}
            />
          </>
        ) : null}
        <TextInput source="name" helperText="resources.schedules.help.name" />
        <BooleanInput source="enabled" helperText={false} />
      </FormSection>

      <FormSection title={words('section.when')}>
        <RadioButtonGroupInput
          source="kind"
          label={words('section.when')}
          helperText={false}
          choices={['cron', 'every'].map((id) => ({ id, name: `resources.schedules.kind.${id}` }))}
        />
        {kind === 'every' ? (
          <TextInput source="every" validate={required()} helperText="resources.schedules.help.every" />
        ) : (
          <TextInput source="cron" validate={required()} helperText="resources.schedules.help.cron" />
        )}
        <InWords />
        <AutocompleteInput
          source="timeZone"
          choices={ZONES.map((id) => ({ id, name: id }))}
          translateChoice={false}
          helperText={false}
        />
        <FieldRow>
          <TextInput
            source="window.from"
            type="time"
            slotProps={{ inputLabel: { shrink: true } }}
            helperText="resources.schedules.help.window"
          />
          <TextInput source="window.to" type="time" slotProps={{ inputLabel: { shrink: true } }} helperText={false} />
        </FieldRow>
        <BooleanInput source="runAtStart" helperText={false} />
      </FormSection>

      {action === 'drill' ? null : (
        <FormSection title={words('section.backup')}>
          <FieldRow>
            <TextInput source="description" helperText={false} />
            <TextInput source="appVersion" helperText={false} />
          </FieldRow>
          <BooleanInput source="fingerprints" helperText="resources.schedules.help.fingerprints" />
        </FormSection>
      )}
    </>
  );
}

function asSearch(q: string): { q?: string } {
  return q === '' ? {} : { q };
}

/** What the expression means, as it is typed. */
function InWords(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [kind, cron, every] = useWatch({ name: ['kind', 'cron', 'every'] }) as (string | null | undefined)[];
  const timing = kind === 'every' ? { cron: null, every: every ?? null } : { cron: cron ?? null, every: null };
  return (
    <Typography role="status" sx={{ fontWeight: 600, minHeight: '1.5em', mb: 1 }}>
      {timingInWords(timing, translate, locale)}
    </Typography>
  );
}
