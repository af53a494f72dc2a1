import type { ReactNode } from 'react';
import { EditPage } from '../ui/form/form-page.js';
import { type Channel, timeOf } from './channel.js';
import { ChannelFields } from './channel-fields.js';
import { channelChanges } from './channel-values.js';

export default function ChannelEdit(): ReactNode {
  return (
    <EditPage toChanges={channelChanges} defaultValues={(record) => ({ digestAt: timeOf((record as Channel).digest) })}>
      <ChannelFields />
    </EditPage>
  );
}
