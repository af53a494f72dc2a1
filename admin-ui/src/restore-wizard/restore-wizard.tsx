import { Box, Skeleton, Step, StepButton, Stepper, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useGetOne, useGetResourceLabel, useTranslate } from 'react-admin';
import { useParams } from 'react-router-dom';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { isNotFound } from '../data/api-problem.js';
import { useMay } from '../data/may.js';
import { bytesInWords } from '../ui/measures.js';
import { NoSuchRecord } from '../ui/no-such-record.js';
import { PageTitle } from '../ui/page-title.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Proof } from '../ui/proof.js';
import { Time } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';
import { CancelLink } from './cancel-link.js';
import { ConfirmStep } from './confirm-step.js';
import { OptionsStep } from './options-step.js';
import { PlanStep } from './plan-step.js';
import { TargetStep } from './target-step.js';
import { usePlan } from './use-plan.js';
import { useWish } from './use-wish.js';
import { planRequestOf, stepsFor } from './wish.js';

type Backup = components['schemas']['BackupResponse'];

/**
 * From a backup to its restore, in four steps: where and how, what would happen, with what options, and the word. Whoever may
 * not restore sees what would happen.
 */
export default function RestoreWizard(): ReactNode {
  const { id = '' } = useParams();
  const { data: backup, error } = useGetOne<Backup>('backups', { id });
  const labelOf = useGetResourceLabel();
  if (isNotFound(error)) return <NoSuchRecord resource="backups" />;
  if (error !== null) return <Frame title={labelOf('backups', 1)} children={<ProblemAlert error={error} />} />;
  if (backup === undefined) return <Skeleton variant="rounded" height={480} sx={{ mt: 2 }} />;
  return <Wizard backup={backup} />;
}

function Wizard({ backup }: { backup: Backup }): ReactNode {
  const translate = useTranslate();
  const [wish, change] = useWish();
  const [reason, setReason] = useState('');
  const plan = usePlan(backup.id, wish);
  const settings = useQuery({
    queryKey: ['settings', { tenantId: backup.tenantId }],
    queryFn: () => dataOf(api.GET('/api/v1/settings', { params: { query: { tenantId: backup.tenantId } } })),
  });
  const mayRestore = useMay('restores:create');
  const steps = stepsFor(mayRestore);
  const step = steps.includes(wish.step) ? wish.step : 'plan';
  const at = steps.indexOf(step);
  const canGoOn = planRequestOf(wish) !== null;
  // Whoever follows a link into a later step waits for the plan where it is made, and sees there why it cannot be.
  const shown = step !== 'target' && plan.data === undefined ? 'plan' : step;
  const shared = { backup, wish, change, plan, settings: settings.data };
  return (
    <Frame title={translate(mayRestore ? 'bs.wizard.title' : 'bs.wizard.title_of_plan', { name: backup.name })}>
      <Summary backup={backup} />
      <Stepper nonLinear activeStep={at} sx={{ my: 2, maxWidth: 860, display: { xs: 'none', sm: 'flex' } }}>
        {steps.map((each, index) => (
          <Step key={each} completed={index < at} disabled={index > 0 && !canGoOn}>
            <StepButton
              onClick={() => {
                change({ step: each });
              }}
            >
              {translate(`bs.wizard.step.${each}`)}
            </StepButton>
          </Step>
        ))}
      </Stepper>
      <Box sx={{ display: { xs: 'flex', sm: 'none' }, alignItems: 'center', justifyContent: 'space-between', my: 1 }}>
        <Typography color="textSecondary">
          {translate('bs.wizard.step_of', {
            at: at + 1,
            of: steps.length,
            name: translate(`bs.wizard.step.${step}`),
          })}
        </Typography>
        <CancelLink />
      </Box>
      {shown === 'target' ? <TargetStep {...shared} /> : null}
      {shown === 'plan' ? <PlanStep {...shared} mayGoOn={mayRestore} /> : null}
      {shown === 'options' ? <OptionsStep {...shared} reason={reason} onReason={setReason} /> : null}
      {shown === 'confirm' ? <ConfirmStep {...shared} reason={reason} /> : null}
    </Frame>
  );
}

function Frame({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Box sx={{ py: 2, minWidth: 0 }}>
      <PageTitle title={title} />
      {children}
    </Box>
  );
}

/** Of when it is and how far it is proven: which of two backups somebody chooses hangs on it. */
function Summary({ backup }: { backup: Backup }): ReactNode {
  const { createdAt, storedBytes } = backup;
  const translate = useTranslate();
  const locale = useRegion();
  return (
    <Typography component="div" color="textSecondary" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, mt: 0.5 }}>
      <span>
        {translate('bs.wizard.backed_up')} <Time at={createdAt} />
      </span>
      {storedBytes === null ? null : (
        <span>{translate('bs.wizard.stored', { size: bytesInWords(storedBytes, locale) })}</span>
      )}
      <span>
        {translate('bs.field.proof')}: <Proof of={backup} />
      </span>
    </Typography>
  );
}
