import AheadIcon from '@mui/icons-material/FastForwardOutlined';
import BehindIcon from '@mui/icons-material/UpdateOutlined';
import BlockedIcon from '@mui/icons-material/BlockOutlined';
import DivergedIcon from '@mui/icons-material/CallSplitOutlined';
import SameIcon from '@mui/icons-material/CheckCircleOutlined';
import UnknownIcon from '@mui/icons-material/HelpOutlineOutlined';
import { Alert, AlertTitle, type AlertColor } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { blockersOf, pendingOf, type Plan, unknownOf, type Verdict } from './plan.js';

interface Look {
  severity: AlertColor;
  icon: ReactNode;
}

const LOOKS: Record<Verdict, Look> = {
  same: { severity: 'success', icon: <SameIcon fontSize="large" /> },
  behind: { severity: 'info', icon: <BehindIcon fontSize="large" /> },
  unknown: { severity: 'warning', icon: <UnknownIcon fontSize="large" /> },
  ahead: { severity: 'error', icon: <AheadIcon fontSize="large" /> },
  diverged: { severity: 'error', icon: <DivergedIcon fontSize="large" /> },
};
const BLOCKED: Look = { severity: 'error', icon: <BlockedIcon fontSize="large" /> };
/** Neither here nor there: of a database without migrations there is nothing to be warned of. */
const NO_HISTORY: Look = { severity: 'info', icon: <UnknownIcon fontSize="large" /> };

/** The plan in one sentence, and what follows from it in a second: what somebody reads who reads nothing else. */
export function VerdictBanner({ plan, willRun }: { plan: Plan; willRun: boolean }): ReactNode {
  const translate = useTranslate();
  const { verdict, strategy, runner } = plan;
  const blockers = blockersOf(plan, willRun).length;
  const { severity, icon } = blockers > 0 ? BLOCKED : plan.migrations.length === 0 ? NO_HISTORY : LOOKS[verdict];
  const pending = pendingOf(plan).length;
  const next = followsOf(verdict, pending, willRun, strategy === 'in_place');
  return (
    <Alert
      severity={severity}
      icon={icon}
      role="status"
      sx={{ alignItems: 'center', border: 1, borderColor: `${severity}.main`, '& .MuiAlert-message': { flex: 1 } }}
    >
      <AlertTitle component="h3" sx={{ fontSize: '1.15rem', fontWeight: 650 }}>
        {translate(`bs.plan.says.${verdict}`, {
          smart_count: verdict === 'behind' ? pending : unknownOf(plan).length,
        })}
      </AlertTitle>
      {blockers > 0
        ? translate('bs.plan.blocked', { smart_count: blockers })
        : translate(`bs.plan.follows.${next}`, { smart_count: pending, runner: runner ?? '' })}
    </Alert>
  );
}

function followsOf(verdict: Verdict, pending: number, willRun: boolean, isInPlace: boolean): string {
  if (verdict === 'ahead' || verdict === 'diverged') return 'refused';
  if (pending === 0) return verdict === 'unknown' ? 'unknown' : 'nothing';
  if (!willRun) return 'left_out';
  return isInPlace ? 'runs_live' : 'runs';
}
