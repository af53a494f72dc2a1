import { Button, Card, CardContent, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type RaRecord, useNotify, useRedirect, useTranslate } from 'react-admin';
import { SessionList } from '../account/session-list.js';
import type { components } from '../api/schema.js';
import { api } from '../data/api.js';
import { session } from '../data/session.js';
import { EditPage } from '../ui/form/form-page.js';
import { FormSection } from '../ui/form/form-section.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { TypedConfirmation } from '../ui/typed-confirmation.js';
import { UserFields } from './user-fields.js';
import { userChanges } from './user-values.js';

type Person = components['schemas']['UserResponse'] & RaRecord<string>;

/** A person: what they are, where they are signed in, and the end of it all. */
export default function UserEdit(): ReactNode {
  return (
    <EditPage<Person> toChanges={userChanges} backTo="list" below={(person) => <Below person={person} />}>
      <FormSection>
        <UserFields isNew={false} />
      </FormSection>
    </EditPage>
  );
}

function Below({ person }: { person: Person }): ReactNode {
  const translate = useTranslate();
  return (
    <>
      <Card component="section">
        <CardContent>
          <Typography variant="h2" sx={{ mb: 2 }}>
            {translate('bs.account.sessions.title')}
          </Typography>
          <SessionList userId={person.id} />
        </CardContent>
      </Card>
      {person.id === session.me?.id ? null : <Endings person={person} />}
    </>
  );
}

/** What cannot be taken back. */
function Endings({ person: { id, email } }: { person: Person }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const [isDeleting, setIsDeleting] = useState(false);
  const path = { params: { path: { id } } };
  const reset = useMutation({
    mutationFn: () => api.DELETE('/api/v1/users/{id}/totp', path),
    onSuccess: () => {
      notify('resources.users.totp_reset', { type: 'success' });
    },
  });
  return (
    <Stack spacing={2} sx={{ alignItems: 'start' }}>
      <ProblemAlert error={reset.error} />
      <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          loading={reset.isPending}
          onClick={() => {
            reset.mutate();
          }}
        >
          {translate('resources.users.reset_totp')}
        </Button>
        <Button
          variant="outlined"
          color="error"
          onClick={() => {
            setIsDeleting(true);
          }}
        >
          {translate('resources.users.delete')}
        </Button>
      </Stack>
      <TypedConfirmation
        isOpen={isDeleting}
        onClose={() => {
          setIsDeleting(false);
        }}
        title={translate('resources.users.delete_question', { email })}
        word={email}
        act={translate('resources.users.delete')}
        onConfirm={async () => {
          await api.DELETE('/api/v1/users/{id}', path);
          await queries.invalidateQueries({ queryKey: ['users'] });
          notify('resources.users.deleted', { type: 'success', messageArgs: { email } });
          redirect('list', 'users');
        }}
      >
        {translate('resources.users.delete_means')}
      </TypedConfirmation>
    </Stack>
  );
}
