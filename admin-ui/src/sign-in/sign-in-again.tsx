import { Button, Dialog, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { signIn } from '../data/auth-provider.js';
import { session } from '../data/session.js';
import { ProviderButton, useHasProvider } from './provider-sign-in.js';
import { SignInForm } from './sign-in-form.js';

/** Over the page whose session has ended: it stands as it was left, and goes on when the same person is signed in again. */
export function SignInAgain(): ReactNode {
  const translate = useTranslate();
  const title = useId();
  const [isAsked, setIsAsked] = useState(session.hasEnded);
  useEffect(() => session.listen(setIsAsked), []);
  return (
    <Dialog open={isAsked} aria-labelledby={title} fullWidth maxWidth="xs">
      <DialogTitle id={title}>{translate('bs.sign_in.again.title')}</DialogTitle>
      <DialogContent>
        <Again />
      </DialogContent>
    </Dialog>
  );
}

function Again(): ReactNode {
  const translate = useTranslate();
  const hasProvider = useHasProvider();
  return (
    <SignInForm
      email={session.me?.email ?? ''}
      onSignIn={signIn}
      heading={<Typography>{translate('bs.sign_in.again.text')}</Typography>}
    >
      {hasProvider === true ? <ProviderButton target="_blank" /> : null}
      <Button
        onClick={() => {
          location.reload();
        }}
      >
        {translate('bs.sign_in.again.leave')}
      </Button>
    </SignInForm>
  );
}
