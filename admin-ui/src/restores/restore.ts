import type { RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';
import { pendingOf, type Plan, type Strategy } from '../restore-plan/plan.js';
import type { PhaseState } from '../ui/phase-list.js';

type Schemas = components['schemas'];

export type Restore = Schemas['RestoreResponse'] & RaRecord<string>;
export type Approval = Schemas['RestoreApprovalResponse'];
export type Report = Schemas['RestoreReportResponse'];
type Phase = Schemas['RestorePhaseResponse'];
type PhaseName = Phase['name'];

const UNDER_WAY: readonly Restore['status'][] = ['pending', 'running', 'rolling_back'];

/** Work goes on, or is about to. */
export const isUnderWay = ({ status }: Restore): boolean => UNDER_WAY.includes(status);

const PHASES: Record<Strategy, readonly PhaseName[]> = {
  swap: ['planned', 'safety_backup', 'side_restore', 'checking', 'migrating', 'swapping', 'finished'],
  in_place: ['planned', 'safety_backup', 'replacing', 'checking', 'committing', 'analyzing', 'migrating', 'finished'],
  new_database: ['planned', 'side_restore', 'checking', 'migrating', 'naming', 'finished'],
};

/** In their order. */
export const phaseNamesOf = (strategy: Strategy): readonly PhaseName[] => PHASES[strategy];

export interface PhaseOf {
  name: PhaseName;
  state: PhaseState;
  phase: Phase | undefined;
}

/** All phases of its strategy, with what has become of each; without those that it will not have. */
export function phasesOf(restore: Restore): PhaseOf[] {
  const isToCome = isUnderWay(restore) || restore.status === 'awaiting_approval';
  return PHASES[restore.strategy].flatMap((name) => {
    const phase = restore.phases.find((each) => each.name === name);
    if (phase === undefined && !isNeeded(name, restore)) return [];
    const state = phase === undefined ? (isToCome ? 'waiting' : 'not_reached') : (phase.status as PhaseState);
    return [{ name, state, phase }];
  });
}

function isNeeded(name: PhaseName, restore: Restore): boolean {
  const { runMigrations, skipSafetyBackup } = restore.options;
  if (name === 'migrating') return runMigrations && pendingOf(planOf(restore)).length > 0;
  return name !== 'safety_backup' || !skipSafetyBackup;
}

/** How long clients waited for the swap itself, as its phase has it: the record's own figure is the rollback's, after one. */
export function swapDowntimeOf({ phases }: Pick<Restore, 'phases'>): number | null {
  const waited = phases.find(({ name }) => name === 'swapping')?.detail.downtimeMs;
  return typeof waited === 'number' ? waited : null;
}

/** What waits for somebody else's word; undefined for nothing. */
export const waitingApprovalOf = ({ approvals }: Restore): Approval | undefined =>
  approvals.find(({ status }) => status === 'waiting');

/** The plan as it was when it was accepted. Of older restores it may lack what plans had not yet. */
export function planOf({ plan }: Restore): Plan {
  const kept = plan as unknown as Plan;
  const { drops = [], migrations = [], ownerMap = {} } = kept as Partial<Plan>;
  return {
    ...kept,
    drops,
    ownerMap,
    migrations: migrations.map((app) => {
      const { applied, expected } = app as Partial<typeof app>;
      return { ...app, applied: applied ?? app.unknown, expected: expected ?? app.pending };
    }),
  };
}

/** There is something to report as soon as the restored rows were counted. */
export const hasReport = ({ phases }: Pick<Restore, 'phases'>): boolean =>
  phases.some(({ name, status }) => name === 'checking' && status === 'completed');
