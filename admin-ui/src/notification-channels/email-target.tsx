import { FormControlLabel, Switch } from '@mui/material';
import { type ReactNode, useState } from 'react';
import {
  NumberInput,
  PasswordInput,
  required,
  SelectInput,
  TextArrayInput,
  TextInput,
  useRecordContext,
  useTranslate,
} from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { FieldRow } from '../ui/form/field-row.js';
import type { Channel } from './channel.js';

const NEW_SERVER = { host: '', port: 587, tls: 'starttls', user: '', password: '', from: '' };
const TLS = ['starttls', 'implicit', 'none'];

/** Who gets the mail, and by which server, where it is not the one of the whole instance. */
export function EmailTarget(): ReactNode {
  const translate = useTranslate();
  const { setValue } = useFormContext();
  const smtp: unknown = useWatch({ name: 'email.smtp' });
  const isOwn = smtp !== null && smtp !== undefined;
  const [kept, setKept] = useState<unknown>(NEW_SERVER);
  return (
    <>
      <TextArrayInput source="email.to" validate={required()} helperText="resources.notification-channels.help.to" />
      <FormControlLabel
        control={
          <Switch
            checked={isOwn}
            onChange={(_event, checked) => {
              if (!checked) setKept(smtp);
              setValue('email.smtp', checked ? kept : null, { shouldDirty: true });
            }}
          />
        }
        label={translate('resources.notification-channels.own_server')}
      />
      {isOwn ? <MailServer /> : null}
    </>
  );
}

function MailServer(): ReactNode {
  const hasPassword = useRecordContext<Channel>()?.email?.smtp?.hasPassword === true;
  return (
    <>
      <FieldRow>
        <TextInput source="email.smtp.host" validate={required()} autoComplete="off" helperText={false} />
        <NumberInput source="email.smtp.port" validate={required()} min={1} max={65_535} helperText={false} />
        <SelectInput
          source="email.smtp.tls"
          choices={TLS.map((id) => ({ id, name: `resources.notification-channels.tls.${id}` }))}
          validate={required()}
          helperText={false}
        />
      </FieldRow>
      <FieldRow>
        <TextInput source="email.smtp.user" autoComplete="off" helperText="resources.notification-channels.help.user" />
        <PasswordInput
          source="email.smtp.password"
          autoComplete="new-password"
          helperText={hasPassword ? 'resources.notification-channels.help.password_kept' : false}
        />
      </FieldRow>
      <TextInput source="email.smtp.from" autoComplete="off" helperText="resources.notification-channels.help.from" />
    </>
  );
}
