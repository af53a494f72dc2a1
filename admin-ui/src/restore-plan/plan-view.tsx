import { Box, Card, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';
import { Findings } from './findings.js';
import { HistoryTracks } from './history-track.js';
import { Losses } from './losses.js';
import { Needs } from './needs.js';
import { OrderOfEvents } from './order-of-events.js';
import { blockersOf, type Plan, warningsOf } from './plan.js';
import { VerdictBanner } from './verdict-banner.js';

interface PlanViewProps {
  plan: Plan;
  /** Whether what is pending will be run. */
  willRun: boolean;
  skipsSafetyBackup?: boolean;
  /** How long the old database is kept; undefined: not known yet. */
  rollbackWindowHours: number | undefined;
}

/** What a restore would do, from what matters most to what matters least. */
export function PlanView({ plan, willRun, skipsSafetyBackup = false, rollbackWindowHours }: PlanViewProps): ReactNode {
  const blockers = blockersOf(plan, willRun);
  const warnings = warningsOf(plan);
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <VerdictBanner plan={plan} willRun={willRun} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) 340px' } }}>
        <Box sx={{ display: 'grid', gap: 3, alignContent: 'start', minWidth: 0 }}>
          {blockers.length === 0 ? null : (
            <Part title="bs.plan.part.blockers">
              <Findings of={blockers} severity="error" />
            </Part>
          )}
          <Part title="bs.plan.part.losses" isCard>
            <Losses plan={plan} />
          </Part>
          {plan.migrations.length === 0 ? null : (
            <Part title="bs.plan.part.histories">
              <HistoryTracks migrations={plan.migrations} willRun={willRun} />
            </Part>
          )}
          {warnings.length === 0 ? null : (
            <Part title="bs.plan.part.warnings">
              <Findings of={warnings} severity="warning" />
            </Part>
          )}
        </Box>
        <Box sx={{ display: 'grid', gap: 3, alignContent: 'start', minWidth: 0 }}>
          <Part title="bs.plan.part.order" isCard>
            <OrderOfEvents
              plan={plan}
              willRun={willRun}
              skipsSafetyBackup={skipsSafetyBackup}
              rollbackWindowHours={rollbackWindowHours}
            />
          </Part>
          <Part title="bs.plan.part.needs" isCard>
            <Needs estimate={plan.estimate} />
          </Part>
        </Box>
      </Box>
    </Box>
  );
}

interface PartProps {
  title: string;
  isCard?: boolean;
  children: ReactNode;
}

function Part({ title, isCard = false, children }: PartProps): ReactNode {
  const translate = useTranslate();
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ minWidth: 0 }}>
      <Typography id={id} variant="h3" sx={{ mb: 1 }}>
        {translate(title)}
      </Typography>
      {isCard ? <Card sx={{ p: 2 }}>{children}</Card> : children}
    </Box>
  );
}
