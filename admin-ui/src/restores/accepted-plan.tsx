import { Alert, AlertTitle, Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { PlanView } from '../restore-plan/plan-view.js';
import { toTheMinute } from '../ui/formats.js';
import { VISUALLY_HIDDEN } from '../ui/visually-hidden.js';
import { useRegion } from '../ui/use-region.js';
import { hasReport, isUnderWay, planOf, type Restore } from './restore.js';
import { useSettingsOf } from './use-settings-of.js';

/** The plan that whoever asked for it had looked at, and whoever approves it should. */
export function AcceptedPlan({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  const { data: settings } = useSettingsOf(restore.tenantId);
  const isToCome = isUnderWay(restore) || restore.status === 'awaiting_approval';
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography variant="h2" sx={VISUALLY_HIDDEN}>
        {translate('resources.restores.tab.plan')}
      </Typography>
      {isToCome ? null : <AsPlanned restore={restore} />}
      <PlanView
        plan={planOf(restore)}
        willRun={restore.options.runMigrations}
        skipsSafetyBackup={restore.options.skipSafetyBackup}
        rollbackWindowHours={settings?.rollbackWindowHours}
      />
    </Box>
  );
}

/** A plan speaks of what will be; once it is over, this says from when it speaks. */
function AsPlanned({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const isReported = hasReport(restore);
  return (
    <Alert severity="info" variant="outlined">
      <AlertTitle>{translate('bs.plan.as_planned.title', { when: toTheMinute(restore.createdAt, locale) })}</AlertTitle>
      {isReported ? (
        <>
          {translate('bs.plan.as_planned.done')}{' '}
          <Link to="?tab=report" underline="always">
            {translate('bs.plan.as_planned.see_report')}
          </Link>
        </>
      ) : (
        translate('bs.plan.as_planned.undone')
      )}
    </Alert>
  );
}
