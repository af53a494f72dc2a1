import { type ReactNode, useState } from 'react';
import { useRedirect, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { CreatePage } from '../ui/form/form-page.js';
import { FormSection } from '../ui/form/form-section.js';
import { ShownOnce } from '../ui/shown-once.js';
import { UserFields } from './user-fields.js';
import { userRequest } from './user-values.js';

type Created = components['schemas']['CreatedUserResponse'];

/** A new person. Their first password is made by the server and shown once: it is told to them by whoever adds them. */
export default function UserCreate(): ReactNode {
  const translate = useTranslate();
  const redirect = useRedirect();
  const [created, setCreated] = useState<Created | null>(null);
  return (
    <>
      <CreatePage<Created> toRequest={userRequest} onCreated={setCreated}>
        <FormSection>
          <UserFields isNew />
        </FormSection>
      </CreatePage>
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
    </>
  );
}
