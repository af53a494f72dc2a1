import { Alert, Button, Divider } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useSearchParams } from 'react-router-dom';
import { api, dataOf } from '../data/api.js';

/** Where the browser is sent to the provider, by the server. */
const PROVIDER = '/api/v1/auth/oidc';
const EXPLAINED = ['UNAUTHENTICATED', 'FORBIDDEN', 'UNAVAILABLE'];

/**
 * Whether somebody may sign in at a provider instead; undefined: not known yet. No query: signing out forgets all of those, and
 * what is typed would go with the form that waits for this one.
 */
export function useHasProvider(): boolean | undefined {
  const [hasProvider, setHasProvider] = useState<boolean>();
  useEffect(() => {
    dataOf(api.GET('/api/v1/auth/methods'))
      .then(({ methods }) => methods.includes('oidc'))
      .catch(() => false) // whoever cannot ask for this cannot go there either: the form says what is the matter
      .then(setHasProvider, reportError);
  }, []);
  return hasProvider;
}

/** The way to the provider: a page of its own, no request of this one. */
export function ProviderButton({ target }: { target?: '_blank' }): ReactNode {
  const translate = useTranslate();
  return (
    <>
      <Divider>{translate('bs.sign_in.or')}</Divider>
      <Button
        href={PROVIDER}
        {...(target === undefined ? {} : { target })}
        variant="outlined"
        size="large"
        sx={{ textAlign: 'center' }}
      >
        {translate('bs.sign_in.provider')}
      </Button>
    </>
  );
}

/** Why whoever comes back from the provider is not signed in: by code, since an address says what its maker wants. */
export function ProviderRefusal(): ReactNode {
  const translate = useTranslate();
  const [address] = useSearchParams();
  const code = address.get('refused');
  if (code === null) return null;
  const request = address.get('request') ?? '';
  return (
    <Alert severity="error" role="alert">
      {translate(`bs.sign_in.refused.${EXPLAINED.includes(code) ? code : 'other'}`)}
      {/^[\w.:-]{1,128}$/.test(request) ? (
        <small style={{ display: 'block' }}>{translate('bs.problem.request', { id: request })}</small>
      ) : null}
    </Alert>
  );
}
