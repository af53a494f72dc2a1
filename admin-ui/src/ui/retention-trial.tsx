import { Alert } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { BusyButton } from './busy-button.js';
import { ProblemAlert } from './problem-alert.js';
import { RetentionOutcome } from './retention-outcome.js';

interface RetentionTrialProps {
  /** The rules as they stand now, in any form that differs where they do. */
  rules: string;
  /** Asks what they would delete, and deletes nothing. */
  ask: () => Promise<ComponentProps<typeof RetentionOutcome>['outcome']>;
  label: string;
  hasLinks?: boolean;
}

/** What rules of retention would delete, when somebody wants to know; of rules that were changed since, it says so. */
export function RetentionTrial({ rules, ask, label, hasLinks = true }: RetentionTrialProps): ReactNode {
  const translate = useTranslate();
  const { mutate, data, variables, error, isPending } = useMutation({ mutationFn: (_rules: string) => ask() });
  const isOfOthers = variables !== undefined && variables !== rules && !isPending;
  return (
    <>
      <BusyButton
        variant="outlined"
        isBusy={isPending}
        sx={{ alignSelf: 'flex-start' }}
        onClick={() => {
          mutate(rules);
        }}
      >
        {data !== undefined && isOfOthers ? translate('bs.retention.look_again') : label}
      </BusyButton>
      <ProblemAlert error={isOfOthers ? null : error} />
      {data === undefined ? null : (
        <>
          {isOfOthers ? (
            <Alert severity="info" role="status">
              {translate('bs.retention.of_other_rules')}
            </Alert>
          ) : null}
          <RetentionOutcome outcome={data} hasLinks={hasLinks} />
        </>
      )}
    </>
  );
}
