import { Card } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { CreateBase, type RaRecord, SimpleForm, useRedirect, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { FormPage } from '../ui/form-page.js';
import { ShownOnce } from '../ui/shown-once.js';
import { UserFields } from './user-fields.js';

type Created = components['schemas']['CreatedUserResponse'];

/** A new person. Their first password is made by the server and shown once: it is told to them by whoever adds them. */
export default function UserCreate(): ReactNode {
  const translate = useTranslate();
  const redirect = useRedirect();
  const [created, setCreated] = useState<Created | null>(null);
  return (
    <FormPage title={translate('resources.users.add')}>
      <CreateBase<RaRecord, Created> redirect={false} mutationOptions={{ onSuccess: setCreated }}>
        <Card>
          <SimpleForm>
            <UserFields isNew />
          </SimpleForm>
        </Card>
      </CreateBase>
      {created === null ? null : (
        <ShownOnce
          title={translate('resources.users.created', { email: created.email })}
          text={translate('resources.users.first_password')}
          secret={created.password ?? ''}
          what={translate('bs.sign_in.password')}
          onClose={() => {
            redirect('list', 'users');
          }}
        />
      )}
    </FormPage>
  );
}
