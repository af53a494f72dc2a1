import { Alert, Stack, TextField, Typography } from '@mui/material';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { ApiProblem } from '../data/api-problem.js';
import { BusyButton } from '../ui/busy-button.js';
import { OwnProblem } from './own-problem.js';
import { OwnUsername } from './own-username.js';

/** The server's rule, said beforehand; it also refuses what everybody tries first. */
const SHORTEST = 12;

/** A new password of one's own. Other sessions end by it. */
export function PasswordForm({ onChanged }: { onChanged: (endedSessions: number) => void }): ReactNode {
  const translate = useTranslate();
  const [error, setError] = useState<unknown>(null);
  const [differs, setDiffers] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const wrong = error instanceof ApiProblem ? (error.body.errors ?? {}) : {};

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const text = (name: string): string => given.get(name) as string;
    setError(null);
    setDiffers(text('newPassword') !== text('again'));
    if (text('newPassword') !== text('again')) return;
    setIsBusy(true);
    try {
      const { data } = await api.POST('/api/v1/auth/password', {
        body: { currentPassword: text('currentPassword'), newPassword: text('newPassword') },
      });
      form.reset();
      onChanged(data?.endedSessions ?? 0);
    } catch (problem) {
      setError(problem);
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Stack component="form" spacing={2} sx={{ maxWidth: 420 }} onSubmit={(event) => void submit(event)}>
      <Typography color="textSecondary">{translate('bs.account.password.rules', { least: SHORTEST })}</Typography>
      <OwnProblem error={error} />
      {differs ? <Alert severity="error">{translate('bs.account.password.differs')}</Alert> : null}
      <OwnUsername />
      <TextField
        name="currentPassword"
        type="password"
        label={translate('bs.account.password.current')}
        autoComplete="current-password"
        error={wrong.currentPassword !== undefined}
        required
      />
      <TextField
        name="newPassword"
        type="password"
        label={translate('bs.account.password.new')}
        autoComplete="new-password"
        error={wrong.newPassword !== undefined}
        slotProps={{ htmlInput: { minLength: SHORTEST, maxLength: 256 } }}
        required
      />
      <TextField
        name="again"
        type="password"
        label={translate('bs.account.password.again')}
        autoComplete="new-password"
        error={differs}
        required
      />
      <BusyButton type="submit" variant="contained" isBusy={isBusy} sx={{ alignSelf: 'start' }}>
        {translate('bs.account.password.submit')}
      </BusyButton>
    </Stack>
  );
}
