import { Alert, Box, Button, Skeleton, Stack, TextField, Typography } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { readMe } from '../data/auth-provider.js';
import { session } from '../data/session.js';
import { BusyButton } from '../ui/busy-button.js';
import { CopyButton } from '../ui/copy-button.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Time } from '../ui/time.js';
import { OwnProblem } from './own-problem.js';
import { OwnUsername } from './own-username.js';
import { QrCode } from './qr-code.js';

type Offer = components['schemas']['TotpOfferDto'];

/** The authenticator app of whoever is signed in: set up, confirmed by a code, with codes for the day that it is lost. */
export function SecondFactor(): ReactNode {
  const translate = useTranslate();
  const queries = useQueryClient();
  const state = useQuery({ queryKey: ['users', 'totp'], queryFn: () => dataOf(api.GET('/api/v1/auth/totp')) });
  const [offer, setOffer] = useState<Offer | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const lookAgain = (): Promise<void> => queries.invalidateQueries({ queryKey: ['users', 'totp'] });

  if (state.isPending) return <Skeleton variant="rounded" height={120} />;
  if (state.error !== null) return <ProblemAlert error={state.error} onRetry={() => void state.refetch()} />;
  const { enabled, enabledAt, recoveryCodesLeft } = state.data;

  const confirm = async ({ otp = '' }: Given): Promise<void> => {
    const { recoveryCodes } = await dataOf(api.POST('/api/v1/auth/totp/confirm', { body: { otp } }));
    setOffer(null);
    setCodes(recoveryCodes);
    await readMe();
    await queries.resetQueries({ queryKey: ['auth'] }); // what one may do no longer waits for it
    await lookAgain();
  };
  return (
    <Stack spacing={3} sx={{ maxWidth: 560, alignItems: 'start' }}>
      {codes === null ? null : (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(null);
          }}
        />
      )}
      {session.me?.mustSetUpSecondFactor === true && !enabled ? (
        <Alert severity="info">{translate('bs.account.totp.must')}</Alert>
      ) : null}
      <Typography>
        {enabled ? (
          <>
            {translate('bs.account.totp.on')} <Time at={enabledAt} />.{' '}
            {translate('bs.account.totp.codes_left', { smart_count: recoveryCodesLeft })}
          </>
        ) : (
          translate('bs.account.totp.off')
        )}
      </Typography>
      {!enabled && offer === null ? (
        <AskAgain
          act="bs.account.totp.set_up"
          fields={['password']}
          onSubmit={async ({ password = '' }) => {
            setOffer(await dataOf(api.POST('/api/v1/auth/totp', { body: { password } })));
          }}
        />
      ) : null}
      {offer === null ? null : (
        <Stack spacing={2} sx={{ alignItems: 'start' }}>
          <Typography>{translate('bs.account.totp.scan')}</Typography>
          <QrCode text={offer.otpauthUri} label={translate('bs.account.totp.qr')} />
          <Box>
            <Typography component="code" sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
              {offer.secret}
            </Typography>
            <CopyButton text={offer.secret} what={translate('bs.account.totp.secret')} />
          </Box>
          <AskAgain act="bs.account.totp.confirm" fields={['otp']} onSubmit={confirm} />
        </Stack>
      )}
      {enabled ? (
        <>
          <AskAgain
            act="bs.account.totp.new_codes"
            fields={['password', 'otp']}
            onSubmit={async ({ password = '', otp = '' }) => {
              const answer = api.POST('/api/v1/auth/totp/recovery-codes', { body: { password, otp } });
              setCodes((await dataOf(answer)).recoveryCodes);
              await lookAgain();
            }}
          />
          <AskAgain
            act="bs.account.totp.turn_off"
            color="error"
            fields={['password', 'otp']}
            onSubmit={async ({ password = '', otp = '' }) => {
              await api.POST('/api/v1/auth/totp/disable', { body: { password, otp } });
              await lookAgain();
            }}
          />
        </>
      ) : null}
    </Stack>
  );
}

type Field = 'password' | 'otp';
type Given = Partial<Record<Field, string>>;

interface AskAgainProps {
  /** On the button, as a key. */
  act: string;
  color?: 'primary' | 'error';
  /** What shows that it is still the same person. */
  fields: Field[];
  onSubmit: (given: Given) => Promise<void>;
}

function AskAgain({ act, color = 'primary', fields, onSubmit }: AskAgainProps): ReactNode {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(fields.length === 1 && fields[0] === 'otp');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    setIsBusy(true);
    setError(null);
    try {
      await onSubmit(Object.fromEntries(fields.map((name) => [name, given.get(name) as string])));
      form.reset();
      setIsOpen(false);
    } catch (problem) {
      setError(problem);
    } finally {
      setIsBusy(false);
    }
  };

  if (!isOpen) {
    return (
      <Button
        variant="outlined"
        color={color}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate(act)}
      </Button>
    );
  }
  return (
    <Stack component="form" spacing={2} sx={{ width: '100%', maxWidth: 360 }} onSubmit={(event) => void submit(event)}>
      <OwnProblem error={error} />
      <OwnUsername />
      {fields.map((name) => (
        <TextField
          key={name}
          name={name}
          type={name === 'password' ? 'password' : 'text'}
          label={translate(name === 'password' ? 'bs.account.password.current' : 'bs.sign_in.code')}
          autoComplete={name === 'password' ? 'current-password' : 'one-time-code'}
          required
        />
      ))}
      <BusyButton type="submit" variant="contained" color={color} isBusy={isBusy} sx={{ alignSelf: 'start' }}>
        {translate(act)}
      </BusyButton>
    </Stack>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }): ReactNode {
  const translate = useTranslate();
  return (
    <Alert severity="warning" sx={{ width: '100%' }}>
      <Typography sx={{ mb: 1 }}>{translate('bs.account.totp.keep')}</Typography>
      <Box component="ul" sx={{ columns: { sm: 2 }, fontFamily: 'monospace', m: 0, mb: 1, pl: 2 }}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Box>
      <CopyButton text={codes.join('\n')} what={translate('bs.account.totp.codes')} />
      <Button color="inherit" onClick={onKept}>
        {translate('bs.account.totp.kept')}
      </Button>
    </Alert>
  );
}
