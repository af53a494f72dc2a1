import { Box, Button, CircularProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { PlanView } from '../restore-plan/plan-view.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { isBlockedForGood } from './options-of.js';
import { PlanLife } from './plan-life.js';
import { StepButtons } from './step-buttons.js';
import type { StepProps } from './step-props.js';

/** What would happen, before anything is written. */
export function PlanStep({ wish, change, plan, settings, mayGoOn }: StepProps & { mayGoOn: boolean }): ReactNode {
  const translate = useTranslate();
  const toTarget = (): void => {
    change({ step: 'target' });
  };
  return (
    <Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, mb: 2 }}>
        <Typography variant="h2" sx={{ flex: '1 1 280px' }}>
          {plan.data === undefined
            ? translate('bs.wizard.plan.title')
            : translate(`bs.wizard.plan.into.${plan.data.strategy}`, { database: plan.data.target.database })}
        </Typography>
        {plan.data === undefined ? null : <PlanLife plan={plan.data} query={plan} />}
      </Box>
      {plan.isError ? (
        <ProblemAlert error={plan.error} onRetry={() => void plan.refetch()} />
      ) : plan.data === undefined ? (
        <Making />
      ) : (
        <PlanView
          plan={plan.data}
          willRun={wish.runMigrations}
          skipsSafetyBackup={wish.skipSafetyBackup}
          rollbackWindowHours={settings?.rollbackWindowHours}
        />
      )}
      <StepButtons onBack={toTarget}>
        {mayGoOn ? (
          <Button
            variant="contained"
            size="large"
            disabled={plan.data === undefined || plan.isFetching || isBlockedForGood(plan.data)}
            onClick={() => {
              change({ step: 'options' });
            }}
          >
            {translate('bs.wizard.plan.go_on')}
          </Button>
        ) : (
          <Typography color="textSecondary">{translate('bs.wizard.plan.no_further')}</Typography>
        )}
      </StepButtons>
    </Box>
  );
}

function Making(): ReactNode {
  const translate = useTranslate();
  return (
    <Box role="status" sx={{ display: 'grid', placeItems: 'center', alignContent: 'center', gap: 2, minHeight: 420 }}>
      <CircularProgress aria-hidden="true" />
      <Typography>{translate('bs.wizard.plan.making')}</Typography>
    </Box>
  );
}
