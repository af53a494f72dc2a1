import { Chip, Stack, Typography } from '@mui/material';
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
import { useFormContext, useWatch } from 'react-hook-form';
import { FieldRow } from '../ui/form/field-row.js';
import { FormSection } from '../ui/form/form-section.js';
import { ZoneInput } from '../ui/form/zone-input.js';
import type { Schedule } from './schedule.js';
import { timingInWords } from './timing-in-words.js';
import { useRegion } from '../ui/use-region.js';

const COMMON = ['0 * * * *', '0 3 * * *', '0 3 * * SUN', '0 3 1 * *'];

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
        <BooleanInput source="enabled" helperText="resources.schedules.help.enabled" />
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
          <>
            <CommonTimes />
            <TextInput source="cron" validate={required()} helperText="resources.schedules.help.cron" />
          </>
        )}
        <InWords />
        <ZoneInput source="timeZone" />
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

/** Expressions that nobody has to know how to write. */
function CommonTimes(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { setValue } = useFormContext();
  return (
    <Stack
      role="group"
      aria-label={translate('resources.schedules.common_times')}
      direction="row"
      useFlexGap
      spacing={1}
      sx={{ flexWrap: 'wrap', mb: 1 }}
    >
      {COMMON.map((cron) => (
        <Chip
          key={cron}
          variant="outlined"
          label={timingInWords({ cron, every: null }, translate, locale)}
          onClick={() => {
            setValue('cron', cron, { shouldDirty: true, shouldValidate: true });
          }}
        />
      ))}
    </Stack>
  );
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
