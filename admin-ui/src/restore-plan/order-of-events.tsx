import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { pendingOf, type Plan, type Strategy } from './plan.js';

interface OrderProps {
  plan: Plan;
  willRun: boolean;
  skipsSafetyBackup?: boolean;
  rollbackWindowHours: number | undefined;
}

interface Act {
  name: string;
  /** The first one that anybody but us sees. */
  isSeen?: boolean;
}

/** What will happen, one after another, and from where on the users of the live database notice something. */
export function OrderOfEvents({
  plan,
  willRun,
  skipsSafetyBackup = false,
  rollbackWindowHours,
}: OrderProps): ReactNode {
  const translate = useTranslate();
  const pending = pendingOf(plan).length;
  const acts = actsOf(plan.strategy, {
    isSafe: plan.safetyBackup && !skipsSafetyBackup,
    migrates: willRun && pending > 0,
  });
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {acts.map(({ name, isSeen = false }, index) => (
        <Box component="li" key={name}>
          {isSeen ? (
            <Typography variant="body2" sx={{ color: 'warning.main', fontWeight: 650, borderTop: 2, py: 0.5, mb: 1 }}>
              {translate(`bs.plan.order.seen.${plan.strategy}`)}
            </Typography>
          ) : null}
          <Box sx={{ display: 'grid', gridTemplateColumns: '28px 1fr', columnGap: 1 }}>
            <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center' }} aria-hidden="true">
              <Box
                sx={{
                  width: 24,
                  height: 24,
                  borderRadius: '50%',
                  bgcolor: isSeen ? 'warning.main' : 'primary.main',
                  color: 'background.paper',
                  display: 'grid',
                  placeItems: 'center',
                  fontSize: 12.5,
                  fontWeight: 650,
                }}
              >
                {index + 1}
              </Box>
              {index === acts.length - 1 || acts[index + 1]?.isSeen === true ? null : (
                <Box sx={{ flex: 1, my: 0.5, borderLeft: '2px dashed', borderColor: 'divider' }} />
              )}
            </Box>
            <Box sx={{ pb: 1.5 }}>
              <Typography sx={{ fontWeight: 650, lineHeight: '24px' }}>
                {translate(`bs.plan.order.${name}.title`, { smart_count: pending })}
              </Typography>
              <Typography variant="body2" color="textSecondary">
                {translate(`bs.plan.order.${name}.text`, {
                  database: plan.target.database,
                  runner: plan.runner ?? '',
                  hours: rollbackWindowHours ?? '',
                })}
              </Typography>
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function actsOf(strategy: Strategy, { isSafe, migrates }: { isSafe: boolean; migrates: boolean }): Act[] {
  const safety = isSafe ? [{ name: 'safety_backup' }] : [];
  switch (strategy) {
    case 'swap':
      return [
        ...safety,
        { name: 'side_restore' },
        { name: 'checking' },
        ...(migrates ? [{ name: 'migrating' }] : []),
        { name: 'swapping', isSeen: true },
        { name: 'kept' },
      ];
    case 'in_place':
      return [
        { name: 'locking', isSeen: true },
        { name: 'safety_backup' },
        { name: 'replacing' },
        { name: 'checking_inside' },
        { name: 'committing' },
        ...(migrates ? [{ name: 'migrating_live' }] : []),
      ];
    case 'new_database':
      return [
        { name: 'side_restore_new' },
        { name: 'checking' },
        ...(migrates ? [{ name: 'migrating' }] : []),
        { name: 'naming' },
      ];
  }
}
