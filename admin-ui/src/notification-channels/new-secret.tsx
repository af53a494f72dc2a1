import { Button, Card, CardContent, Stack, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { AskDialog } from '../ui/ask-dialog.js';
import { ShownOnce } from '../ui/shown-once.js';
import type { Channel } from './channel.js';

/** What signs the messages of a webhook: a new one, for one that was lost or is known to others. */
export function NewSecret({ channel: { id, name } }: { channel: Channel }): ReactNode {
  const translate = useTranslate();
  const [isAsked, setIsAsked] = useState(false);
  const change = useMutation({
    mutationFn: () =>
      dataOf(api.PATCH('/api/v1/notification-channels/{id}', { params: { path: { id } }, body: { newSecret: true } })),
    onSuccess: () => {
      setIsAsked(false);
    },
  });
  const words = (key: string): string => translate(`resources.notification-channels.secret.${key}`, { name });
  return (
    <Card component="section">
      <CardContent>
        <Stack spacing={1.5} sx={{ alignItems: 'flex-start' }}>
          <Typography component="h2" variant="h3">
            {words('name')}
          </Typography>
          <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '65ch' }}>
            {words('about')}
          </Typography>
          <Button
            variant="outlined"
            onClick={() => {
              setIsAsked(true);
            }}
          >
            {words('renew')}
          </Button>
        </Stack>
        <AskDialog
          isOpen={isAsked}
          onClose={() => {
            setIsAsked(false);
          }}
          title={words('renew_title')}
          text={words('renew_text')}
          act={words('renew')}
          color="warning"
          mutation={change}
          onAct={() => {
            change.mutate();
          }}
        />
        {change.data?.secret === undefined ? null : (
          <ShownOnce
            title={words('renewed')}
            text={words('keep')}
            secret={change.data.secret}
            what={words('name')}
            onClose={change.reset}
          />
        )}
      </CardContent>
    </Card>
  );
}
