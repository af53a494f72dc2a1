import type { ReactNode } from 'react';
import {
  BooleanInput,
  CheckboxGroupInput,
  RadioButtonGroupInput,
  required,
  TextInput,
  useRecordContext,
  useTranslate,
} from 'react-admin';
import { useWatch } from 'react-hook-form';
import { FieldRow } from '../ui/form/field-row.js';
import { FormSection } from '../ui/form/form-section.js';
import { SourcesChoice } from '../ui/form/sources-choice.js';
import { ZoneInput } from '../ui/form/zone-input.js';
import { type Channel, type ChannelKind, KINDS, TOPICS } from './channel.js';
import { EmailTarget } from './email-target.js';
import { PostAddress } from './post-address.js';

/** Who is told, how, and of what. */
export function ChannelFields(): ReactNode {
  const translate = useTranslate();
  const channel = useRecordContext<Channel>();
  const isNew = channel?.id === undefined;
  const [kind, hasDigest] = useWatch({ name: ['kind', 'digest.enabled'] }) as [ChannelKind, boolean];
  const words = (key: string): string => translate(`resources.notification-channels.${key}`);
  return (
    <>
      <FormSection title={words(isNew ? 'section.where' : `kind.${kind}`)} about={words(`about.${kind}`)}>
        {isNew ? (
          <RadioButtonGroupInput
            source="kind"
            helperText={false}
            choices={KINDS.map((id) => ({ id, name: `resources.notification-channels.kind.${id}` }))}
          />
        ) : null}
        <TextInput source="name" validate={required()} helperText="resources.notification-channels.help.name" />
        {kind === 'email' ? <EmailTarget /> : <PostAddress />}
        <BooleanInput source="enabled" helperText="resources.notification-channels.help.enabled" />
      </FormSection>

      <FormSection title={words('section.what')}>
        <CheckboxGroupInput
          source="events"
          row={false}
          helperText={`resources.notification-channels.help.${hasDigest ? 'events_digest' : 'events'}`}
          choices={TOPICS.map((id) => ({ id, name: `resources.notification-channels.topic.${id}` }))}
          sx={{
            '& .MuiFormGroup-root': {
              display: 'grid',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
            },
          }}
        />
        <SourcesChoice
          source="sourceIds"
          label="resources.notification-channels.fields.sourceIds"
          helperText="resources.notification-channels.help.sources"
        />
      </FormSection>

      <FormSection title={words('section.digest')} about={words('section.digest_about')}>
        <BooleanInput source="digest.enabled" helperText={false} />
        <FieldRow>
          {hasDigest ? (
            <TextInput
              source="digestAt"
              type="time"
              validate={required()}
              slotProps={{ inputLabel: { shrink: true } }}
              helperText={false}
            />
          ) : null}
          <ZoneInput
            source="timeZone"
            validate={required()}
            helperText="resources.notification-channels.help.time_zone"
          />
        </FieldRow>
      </FormSection>
    </>
  );
}
