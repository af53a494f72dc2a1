import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { Time } from '../ui/time.js';
import { type Channel, KINDS, targetOf } from './channel.js';
import { ChannelStatus } from './channel-status.js';
import { FirstChannel } from './first-channel.js';
import { TopicNames } from './topic-names.js';

const FILTERS = [
  {
    source: 'kind',
    label: 'resources.notification-channels.fields.kind',
    choices: choicesOf('resources.notification-channels.kind', KINDS),
  },
];

const WIDE = ['kind', 'target', 'events', 'sourceIds', 'lastSentAt'];

export default function ChannelList(): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('notifications:manage');
  return (
    <ChangeList
      filters={FILTERS}
      wideColumns={WIDE}
      sort={{ field: 'name', order: 'ASC' }}
      actions={mayManage ? <AddButton label="resources.notification-channels.action.add" /> : undefined}
      empty={<FirstChannel />}
    >
      <DataTable.Col<Channel> source="name" render={({ name }) => <RowHead>{name}</RowHead>} />
      <DataTable.Col<Channel>
        source="kind"
        disableSort
        render={({ kind }) => translate(`resources.notification-channels.kind.${kind}`)}
      />
      <DataTable.Col<Channel>
        source="target"
        disableSort
        render={(channel) => <Box sx={{ overflowWrap: 'anywhere', minWidth: 170 }}>{targetOf(channel)}</Box>}
      />
      <DataTable.Col<Channel> source="events" disableSort render={({ events }) => <TopicNames of={events} />} />
      <DataTable.Col<Channel>
        source="sourceIds"
        disableSort
        render={({ sourceIds }) =>
          sourceIds === 'all'
            ? translate('resources.notification-channels.sources.all')
            : translate('resources.notification-channels.sources.count', { smart_count: sourceIds.length })
        }
      />
      <DataTable.Col<Channel> source="state" disableSort render={(channel) => <State channel={channel} />} />
      <DataTable.Col<Channel> source="lastSentAt" disableSort render={({ lastSentAt }) => <Time at={lastSentAt} />} />
    </ChangeList>
  );
}

/** Of one that fails also since when and why: nobody has to open it to know. */
function State({ channel }: { channel: Channel }): ReactNode {
  const { failingSince, lastError } = channel;
  return (
    <>
      <ChannelStatus channel={channel} />
      {failingSince === null ? null : (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5, maxWidth: '40ch' }}>
          <Time at={failingSince} />
          {lastError === null ? null : ` · ${lastError.detail}`}
        </Typography>
      )}
    </>
  );
}
