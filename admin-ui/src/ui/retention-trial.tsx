import { useMutation } from '@tanstack/react-query';
import type { ComponentProps, ReactNode } from 'react';
import { BusyButton } from './busy-button.js';
import { ProblemAlert } from './problem-alert.js';
import { RetentionOutcome } from './retention-outcome.js';

interface RetentionTrialProps {
  /** Asks what rules would delete, and deletes nothing. */
  ask: () => Promise<ComponentProps<typeof RetentionOutcome>['outcome']>;
  label: string;
  hasLinks?: boolean;
}

/** What rules of retention would delete, when somebody wants to know. */
export function RetentionTrial({ ask, label, hasLinks = true }: RetentionTrialProps): ReactNode {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: ask });
  return (
    <>
      <BusyButton
        variant="outlined"
        isBusy={isPending}
        sx={{ alignSelf: 'flex-start' }}
        onClick={() => {
          mutate();
        }}
      >
        {label}
      </BusyButton>
      <ProblemAlert error={error} />
      {data === undefined ? null : <RetentionOutcome outcome={data} hasLinks={hasLinks} />}
    </>
  );
}
