import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { countWritten } from '../ui/measures.js';
import { useRegion } from '../ui/use-region.js';
import { isNothingLost, lostTablesOf, otherDropsOf, pendingOf, type Plan, sumOfLosses } from './plan.js';

/** So many names are read; of more, their number says more. */
const NAMED = 5;

interface PlanSummaryProps {
  plan: Plan;
  options: { runMigrations: boolean; allowAhead: boolean; skipSafetyBackup: boolean };
  /** How long the old database is kept; undefined: not known yet. */
  rollbackWindowHours: number | undefined;
}

/** A plan in a few sentences, for whoever says yes to it: what happens, what is lost, and what the way back is. */
export function PlanSummary(props: PlanSummaryProps): ReactNode {
  const translate = useTranslate();
  const { strategy, target } = props.plan;
  const what = `${translate(`bs.wizard.plan.into.${strategy}`, { database: target.database })}.`;
  const losses = useLosses(props.plan);
  const others = useOthers(props);
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.5, minWidth: 0 }}>
      {[what, ...losses.filter(isSaid)].map((text) => (
        <Line key={text} text={text} isStrong />
      ))}
      {others.filter(isSaid).map((text) => (
        <Line key={text} text={text} />
      ))}
    </Box>
  );
}

function useLosses(plan: Plan): string[] {
  const translate = useTranslate();
  const locale = useRegion();
  const { lost, uncounted } = sumOfLosses(plan.losses);
  const named = (name: string, names: readonly string[]): string => {
    if (names.length === 0) return '';
    const more = names.length - NAMED;
    const rest = more <= 0 ? '' : ` ${translate('bs.plan.summary.and_more', { smart_count: more })}`;
    return `${translate(`bs.plan.losses.${name}`, { smart_count: names.length })} ${names.slice(0, NAMED).join(', ')}${rest}`;
  };
  const tables = lostTablesOf(plan.losses).map(({ table }) => table);
  return [
    lost === 0 ? '' : translate('bs.plan.losses.lost', { smart_count: lost, rows: countWritten(lost, locale) }),
    named('tables', tables),
    uncounted === 0 ? '' : translate('bs.plan.losses.uncounted', { smart_count: uncounted }),
    named('drops', otherDropsOf(plan)),
  ];
}

/** What comes back, what is run, and which ways back there are. */
function useOthers({ plan, options, rollbackWindowHours: hours }: PlanSummaryProps): string[] {
  const translate = useTranslate();
  const locale = useRegion();
  const say = (name: string, count = 0): string => translate(`bs.plan.summary.${name}`, { smart_count: count });
  const { strategy } = plan;
  const isReplacing = strategy !== 'new_database';
  const { back } = sumOfLosses(plan.losses);
  const pending = pendingOf(plan).length;
  const isSafe = plan.safetyBackup && !options.skipSafetyBackup;
  return [
    isReplacing && isNothingLost(plan) ? translate('bs.plan.losses.nothing') : '',
    back === 0 ? '' : translate('bs.plan.losses.back', { smart_count: back, rows: countWritten(back, locale) }),
    pending === 0 ? '' : say(options.runMigrations ? 'runs' : 'leaves_out', pending),
    options.allowAhead ? say('overrides') : '',
    isReplacing ? say(isSafe ? 'safety' : 'no_safety') : '',
    strategy === 'swap' && hours === undefined ? '' : say(`way_back.${strategy}`, hours),
  ];
}

const isSaid = (text: string): boolean => text !== '';

function Line({ text, isStrong = false }: { text: string; isStrong?: boolean }): ReactNode {
  return (
    <Typography component="li" sx={{ fontWeight: isStrong ? 650 : undefined, overflowWrap: 'anywhere' }}>
      {text}
    </Typography>
  );
}
