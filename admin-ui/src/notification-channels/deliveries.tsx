import { Box, Card, MenuItem, TextField, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ReferenceField, useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { LocalTable } from '../ui/local-table.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import type { Delivery } from './channel.js';

/** As many as a list gives at once. */
const NEWEST = 200;
const STATUSES = ['pending', 'sent', 'failed', 'canceled'] as const;
const ANY = 'any';
const TONES = { pending: 'info', sent: 'success', failed: 'error', canceled: 'default' } as const;

/** What the channel was told in the last 30 days, the newest first. */
export function ChannelDeliveries({ id }: { id: string }): ReactNode {
  const translate = useTranslate();
  const [status, setStatus] = useState<Delivery['status'] | typeof ANY>(ANY);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['notification-channels', 'deliveries', id, status],
    queryFn: () => {
      const query = { limit: NEWEST, ...(status === ANY ? {} : { status }) };
      return dataOf(api.GET('/api/v1/notification-channels/{id}/deliveries', { params: { path: { id }, query } }));
    },
  });
  const words = (key: string, more?: object): string =>
    translate(`resources.notification-channels.delivery.${key}`, more);
  const eventOf = ({ event }: Delivery): string => translate(`resources.notification-channels.topic.${event}`);
  const failureOf = ({ error: failure, attempts }: Delivery): string | null =>
    failure === null ? null : words('failure', { failure, smart_count: attempts });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <Card>
      <Box sx={{ p: 1.5 }}>
        <TextField
          select
          size="small"
          label={translate('bs.field.status')}
          value={status}
          sx={{ m: 0, width: '100%', maxWidth: 240 }}
          onChange={({ target }) => {
            setStatus(target.value as typeof status);
          }}
        >
          {[ANY, ...STATUSES].map((each) => (
            <MenuItem key={each} value={each}>
              {words(`status.${each}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <LocalTable<Delivery>
        key={status}
        label={translate('resources.notification-channels.tab.deliveries')}
        rows={data?.items ?? []}
        isPending={isPending}
        sort={{ name: 'createdAt', isDescending: true }}
        columns={[
          {
            name: 'createdAt',
            label: words('createdAt'),
            value: ({ createdAt }) => createdAt,
            show: ({ createdAt }) => <Time at={createdAt} />,
          },
          { name: 'event', label: words('event'), value: eventOf },
          {
            name: 'sourceId',
            label: translate('bs.field.source'),
            isWide: true,
            value: ({ sourceId }) => sourceId ?? '',
            show: (delivery) => <ReferenceField source="sourceId" reference="sources" record={delivery} />,
          },
          {
            name: 'status',
            label: translate('bs.field.status'),
            value: ({ status: each }) => each,
            show: (delivery) => (
              <>
                <Status
                  of={delivery.status}
                  words="resources.notification-channels.delivery.status"
                  tone={TONES[delivery.status]}
                />
                <Box sx={{ display: { sm: 'none' }, mt: 0.5, overflowWrap: 'anywhere' }}>{failureOf(delivery)}</Box>
              </>
            ),
          },
          {
            name: 'sentAt',
            label: words('sentAt'),
            isWide: true,
            value: ({ sentAt }) => sentAt ?? '',
            show: ({ sentAt }) => (sentAt === null ? '–' : <Time at={sentAt} />),
          },
          {
            name: 'error',
            label: words('error'),
            value: ({ error: failure }) => failure ?? '',
            isWide: true,
            show: failureOf,
          },
        ]}
        empty={words(status === ANY ? 'none' : 'none_such')}
      />
      {data === undefined || data.total <= NEWEST ? null : (
        <Typography variant="body2" color="textSecondary" sx={{ p: 1.5 }}>
          {words('only_newest', { shown: NEWEST, total: data.total })}
        </Typography>
      )}
    </Card>
  );
}
