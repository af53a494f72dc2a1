import { Card, CardContent } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { useMay } from '../data/may.js';
import { EditButton } from '../ui/edit-button.js';
import { RecordHistory } from '../ui/history.js';
import { RecordPage } from '../ui/record-page.js';
import { DeleteChannel, PauseOrResume } from './channel-actions.js';
import { ChannelAlerts } from './channel-alerts.js';
import { ChannelOverview } from './channel-overview.js';
import { ChannelStatus } from './channel-status.js';
import { SendTest, TestOutcome } from './channel-test.js';
import { type Channel, targetOf } from './channel.js';
import { ChannelDeliveries } from './deliveries.js';

/** One channel: who is told, whether it works, and what was told. */
export default function ChannelPage(): ReactNode {
  const translate = useTranslate();
  const queries = useQueryClient();
  const mayManage = useMay('notifications:manage');
  const test = useMutation({
    mutationFn: (id: string) =>
      dataOf(api.POST('/api/v1/notification-channels/{id}/test', { params: { path: { id } } })),
    // Where it works again, its failures are over.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notification-channels'] }),
  });
  return (
    <RecordPage<Channel>
      title={({ name }) => name}
      status={(channel) => <ChannelStatus channel={channel} />}
      subtitle={(channel) =>
        `${translate(`resources.notification-channels.kind.${channel.kind}`)} · ${targetOf(channel)}`
      }
      actions={(channel) =>
        mayManage ? (
          <>
            <DeleteChannel channel={channel} />
            <PauseOrResume channel={channel} />
            <EditButton />
            <SendTest channel={channel} test={test} />
          </>
        ) : null
      }
      above={(channel) => (
        <>
          <TestOutcome channel={channel} test={test} />
          <ChannelAlerts channel={channel} />
        </>
      )}
      sections={(channel) => [
        {
          name: 'overview',
          label: 'resources.notification-channels.tab.overview',
          content: <ChannelOverview channel={channel} />,
        },
        {
          name: 'deliveries',
          label: 'resources.notification-channels.tab.deliveries',
          content: <ChannelDeliveries key={channel.id} id={channel.id} />,
        },
        {
          name: 'history',
          label: 'bs.history.name',
          content: (
            <Card>
              <CardContent>
                <RecordHistory resource="notification-channels" id={channel.id} />
              </CardContent>
            </Card>
          ),
        },
      ]}
    />
  );
}
