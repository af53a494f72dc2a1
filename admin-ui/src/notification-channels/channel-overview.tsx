import { Card, CardContent, Chip, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetMany, useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { type Fact, Facts } from '../ui/facts.js';
import { Time } from '../ui/time.js';
import { type Channel, targetOf, timeOf, TOPICS } from './channel.js';
import { NewSecret } from './new-secret.js';

/** Where its messages go, and of what they tell. */
export function ChannelOverview({ channel }: { channel: Channel }): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('notifications:manage');
  const field = (name: string): string => translate(`resources.notification-channels.fields.${name}`);
  const { kind, email, events, sourceIds, digest, timeZone, lastSentAt, createdAt } = channel;
  const facts: Fact[] = [
    { name: field('target'), value: targetOf(channel) },
    ...(email === null ? [] : [{ name: field('server'), value: <MailServer of={email} /> }]),
    { name: field('events'), value: <Topics of={events} /> },
    {
      name: field('sourceIds'),
      value:
        sourceIds === 'all' ? translate('resources.notification-channels.sources.all') : <Sources of={sourceIds} />,
    },
    {
      name: field('summary'),
      value: digest.enabled
        ? translate('resources.notification-channels.digest_at', { time: timeOf(digest), zone: timeZone })
        : translate('resources.notification-channels.no_digest'),
    },
    { name: field('timeZone'), value: timeZone },
    { name: field('lastSentAt'), value: <Time at={lastSentAt} /> },
    { name: field('createdAt'), value: <Time at={createdAt} /> },
  ];
  return (
    <Stack spacing={2}>
      <Card>
        <CardContent>
          <Facts of={facts} />
        </CardContent>
      </Card>
      {kind === 'webhook' && mayManage ? <NewSecret channel={channel} /> : null}
    </Stack>
  );
}

function MailServer({ of: { smtp } }: { of: NonNullable<Channel['email']> }): ReactNode {
  const translate = useTranslate();
  if (smtp === null) return translate('resources.notification-channels.common_server');
  const { host, port, tls, user, from } = smtp;
  return [
    `${host}:${port}`,
    translate(`resources.notification-channels.tls.${tls}`),
    user,
    translate('resources.notification-channels.sent_as', { from }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function Topics({ of }: { of: Channel['events'] }): ReactNode {
  const translate = useTranslate();
  if (of.length === 0) return translate('resources.notification-channels.topics.none');
  return (
    <Stack
      component="ul"
      direction="row"
      useFlexGap
      spacing={0.5}
      sx={{ flexWrap: 'wrap', listStyle: 'none', m: 0, p: 0 }}
    >
      {TOPICS.filter((topic) => of.includes(topic)).map((topic) => (
        <li key={topic}>
          <Chip label={translate(`resources.notification-channels.topic.${topic}`)} />
        </li>
      ))}
    </Stack>
  );
}

/** By their names; those that were deleted are counted. */
function Sources({ of: ids }: { of: string[] }): ReactNode {
  const translate = useTranslate();
  const { data = [], isPending } = useGetMany<{ id: string; name: string }>('sources', { ids });
  if (isPending) return translate('bs.record.loading');
  const known = (data as ({ id: string; name: string } | undefined)[]).filter((source) => source !== undefined);
  const gone = ids.length - known.length;
  return (
    <>
      {known.map(({ id, name }, index) => (
        <Typography key={id} component="span" variant="body2">
          {index === 0 ? null : ', '}
          <MuiLink component={Link} to={`/sources/${id}/show`}>
            {name}
          </MuiLink>
        </Typography>
      ))}
      {known.length === 0 || gone === 0 ? null : ', '}
      {gone === 0 ? null : translate('resources.notification-channels.sources.gone', { smart_count: gone })}
    </>
  );
}
