import { type ReactNode, useState } from 'react';
import { useNotify, useRedirect, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { CreatePage } from '../ui/form/form-page.js';
import { ShownOnce } from '../ui/shown-once.js';
import { ChannelFields } from './channel-fields.js';
import { channelRequest, NEW_CHANNEL } from './channel-values.js';

type Created = components['schemas']['ChangedNotificationChannelResponse'];

/** A new channel. What signs the messages of a webhook is shown before its page is. */
export default function ChannelCreate(): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const [created, setCreated] = useState<Created | null>(null);

  const show = ({ id }: Created): void => {
    notify('resources.notification-channels.notifications.created', { type: 'success' });
    redirect('show', 'notification-channels', id);
  };

  return (
    <>
      <CreatePage<Created>
        toRequest={channelRequest}
        defaultValues={NEW_CHANNEL}
        onCreated={(channel) => {
          if (channel.secret === undefined) show(channel);
          else setCreated(channel);
        }}
      >
        <ChannelFields />
      </CreatePage>
      {created?.secret === undefined ? null : (
        <ShownOnce
          title={translate('resources.notification-channels.secret.created', { name: created.name })}
          text={translate('resources.notification-channels.secret.keep')}
          secret={created.secret}
          what={translate('resources.notification-channels.secret.name')}
          onClose={() => {
            show(created);
          }}
        />
      )}
    </>
  );
}
