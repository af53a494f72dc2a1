import { Alert, Box, Typography } from '@mui/material';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Plan } from '../restore-plan/plan.js';
import { BusyButton } from '../ui/busy-button.js';
import { Countdown, useRemaining } from '../ui/countdown.js';

interface PlanLifeProps {
  plan: Plan;
  query: UseQueryResult<Plan>;
}

/** How long the plan still holds, and another one where somebody wants it. */
export function PlanLife({ plan: { expiresAt }, query }: PlanLifeProps): ReactNode {
  const translate = useTranslate();
  const isOver = useRemaining(expiresAt) === 0;
  const again = (
    <BusyButton size="small" color="inherit" isBusy={query.isFetching} onClick={() => void query.refetch()}>
      {translate('bs.wizard.plan.again')}
    </BusyButton>
  );
  if (isOver) {
    return (
      <Alert severity="warning" action={again}>
        {translate('bs.wizard.plan.expired')}
      </Alert>
    );
  }
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Typography variant="body2" color="textSecondary">
        {translate('bs.wizard.plan.holds')} <Countdown until={expiresAt} />
      </Typography>
      {again}
    </Box>
  );
}
