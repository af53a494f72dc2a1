import { Box, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type RaRecord, useNotify, useRedirect, useRefresh, useTranslate } from 'react-admin';
import { SessionList } from '../account/session-list.js';
import type { components } from '../api/schema.js';
import { api } from '../data/api.js';
import { session } from '../data/session.js';
import { BusyButton } from '../ui/busy-button.js';
import { EditPage } from '../ui/form/form-page.js';
import { FormSection } from '../ui/form/form-section.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { SectionCard } from '../ui/section-card.js';
import { TypedAct } from '../ui/typed-act.js';
import { PersonHistory } from './person-history.js';
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
      <SectionCard title={translate('bs.account.sessions.title')}>
        <SessionList userId={person.id} />
      </SectionCard>
      <SecondFactor person={person} />
      <PersonHistory id={person.id} />
      {person.id === session.me?.id ? null : <Endings person={person} />}
    </>
  );
}

/** Whether they have one; and its end, for somebody who lost theirs. */
function SecondFactor({ person: { id, hasSecondFactor } }: { person: Person }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const reset = useMutation({
    mutationFn: () => api.DELETE('/api/v1/users/{id}/totp', { params: { path: { id } } }),
    onSuccess: () => {
      notify('resources.users.totp_reset', { type: 'success' });
      refresh();
    },
  });
  const words = (key: string): string => translate(`resources.users.second_factor.${key}`);
  return (
    <SectionCard title={words('title')}>
      <Stack spacing={2} sx={{ alignItems: 'start' }}>
        <Typography>{words(hasSecondFactor ? 'on' : 'off')}</Typography>
        <ProblemAlert error={reset.error} />
        {hasSecondFactor && id !== session.me?.id ? (
          <BusyButton
            variant="outlined"
            isBusy={reset.isPending}
            onClick={() => {
              reset.mutate();
            }}
          >
            {translate('resources.users.reset_totp')}
          </BusyButton>
        ) : null}
      </Stack>
    </SectionCard>
  );
}

/** What cannot be taken back. */
function Endings({ person: { id, email } }: { person: Person }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const queries = useQueryClient();
  return (
    <Box>
      <TypedAct
        label={translate('resources.users.delete')}
        button={{ variant: 'outlined' }}
        title={translate('resources.users.delete_question', { email })}
        word={email}
        onConfirm={async () => {
          await api.DELETE('/api/v1/users/{id}', { params: { path: { id } } });
          await queries.invalidateQueries({ queryKey: ['users'] });
          notify('resources.users.deleted', { type: 'success', messageArgs: { email } });
          redirect('list', 'users');
        }}
      >
        {translate('resources.users.delete_means')}
      </TypedAct>
    </Box>
  );
}
