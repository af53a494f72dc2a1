import type { ReactNode } from 'react';
import { required, TextInput, useRecordContext, useTranslate } from 'react-admin';
import type { Channel } from './channel.js';

/** Where a message is posted. Whoever knows it may post there: the whole of it goes in, and never comes out. */
export function PostAddress(): ReactNode {
  const translate = useTranslate();
  const known = useRecordContext<Channel>()?.url ?? null;
  if (known === null) {
    return <TextInput source="url" type="url" autoComplete="off" validate={required()} helperText={false} />;
  }
  return (
    <TextInput
      source="url"
      type="url"
      autoComplete="off"
      placeholder="https://"
      // What is shown of it is not it: the field is empty, and means it until something is typed.
      format={(url: string) => (url === known ? '' : url)}
      parse={(typed: string) => (typed === '' ? known : typed)}
      slotProps={{ inputLabel: { shrink: true } }}
      helperText={translate('resources.notification-channels.help.url_kept', { url: known })}
    />
  );
}
