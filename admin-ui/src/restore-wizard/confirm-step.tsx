import { Alert, Box, Button, Card, TextField, Typography } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useNotify, useRedirect, useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { ApiProblem } from '../data/api-problem.js';
import { PlanSummary } from '../restore-plan/plan-summary.js';
import { BusyButton } from '../ui/busy-button.js';
import { useRemaining } from '../ui/countdown.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { isAllowed, type Options, optionsOf } from './options-of.js';
import { StepButtons } from './step-buttons.js';
import type { StepProps } from './step-props.js';

const WORD = 'RESTORE';

interface ConfirmStepProps extends StepProps {
  reason: string;
}

/** All of it once more in a few sentences, and the word to be typed. */
export function ConfirmStep({ backup, wish, change, plan, settings, reason }: ConfirmStepProps): ReactNode {
  const translate = useTranslate();
  const redirect = useRedirect();
  const notify = useNotify();
  const [word, setWord] = useState('');
  const made = plan.data;
  const isExpired = useRemaining(made?.expiresAt ?? '1970-01-01') === 0;
  const isReplacing = made?.strategy !== 'new_database';
  const waits = settings?.approvalRequired === true && isReplacing;

  const start = useMutation({
    mutationFn: ({ planId, options }: { planId: string; options: Options }) =>
      dataOf(
        api.POST('/api/v1/backups/{id}/restore', {
          params: { path: { id: backup.id } },
          body: {
            planId,
            ...options,
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
            confirm: word,
          },
        }),
      ),
    onSuccess: ({ restore }) => {
      notify(restore.status === 'awaiting_approval' ? 'bs.wizard.confirm.waiting' : 'bs.wizard.confirm.started', {
        type: 'success',
      });
      redirect('show', 'restores', restore.id);
    },
  });

  if (made === undefined) return null;
  const isStale = isExpired || (start.error instanceof ApiProblem && start.error.code === 'PLAN_STALE');
  const options = optionsOf(made, wish);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    start.mutate({ planId: made.id, options });
  };

  return (
    <Box component="form" onSubmit={submit} sx={{ maxWidth: 860 }}>
      <Typography variant="h2" sx={{ mb: 2 }}>
        {translate('bs.wizard.confirm.title')}
      </Typography>
      <Card sx={{ p: 2, display: 'grid', gap: 2 }}>
        <PlanSummary plan={made} options={options} rollbackWindowHours={settings?.rollbackWindowHours} />
        {waits ? <Alert severity="info">{translate('bs.wizard.confirm.approval')}</Alert> : null}
        <ProblemAlert error={start.error} />
        {isStale ? (
          <Alert
            severity="warning"
            action={
              <Button
                color="inherit"
                onClick={() => {
                  start.reset();
                  void plan.refetch();
                  change({ step: 'plan' });
                }}
              >
                {translate('bs.wizard.plan.again')}
              </Button>
            }
          >
            {translate('bs.wizard.plan.expired')}
          </Alert>
        ) : null}
        <TextField
          label={translate('bs.wizard.confirm.type', { word: WORD })}
          value={word}
          required
          autoFocus
          autoComplete="off"
          slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'characters' } }}
          onChange={(event) => {
            setWord(event.target.value);
          }}
        />
      </Card>
      <StepButtons
        onBack={() => {
          change({ step: 'options' });
        }}
      >
        <BusyButton
          type="submit"
          variant="contained"
          size="large"
          color={isReplacing ? 'error' : 'primary'}
          disabled={word !== WORD || isStale || !isAllowed(made, options, reason)}
          isBusy={start.isPending}
        >
          {translate(waits ? 'bs.wizard.confirm.ask' : 'bs.wizard.confirm.start')}
        </BusyButton>
      </StepButtons>
    </Box>
  );
}
