import type { RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';
import type { Plan, Strategy } from '../restore-plan/plan.js';
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

export interface PhaseOf {
  name: PhaseName;
  state: PhaseState;
  phase: Phase | undefined;
}

/** All phases of its strategy, with what has become of each. */
export function phasesOf(restore: Restore): PhaseOf[] {
  const isToCome = isUnderWay(restore) || restore.status === 'awaiting_approval';
  return PHASES[restore.strategy].map((name) => {
    const phase = restore.phases.find((each) => each.name === name);
    const state = phase === undefined ? (isToCome ? 'waiting' : 'not_reached') : (phase.status as PhaseState);
    return { name, state, phase };
  });
}

/** What waits for somebody else's word; undefined for nothing. */
export const waitingApprovalOf = ({ approvals }: Restore): Approval | undefined =>
  approvals.find(({ status }) => status === 'waiting');

/** The plan as it was when it was accepted. Of older restores it may lack what plans had not yet. */
export function planOf({ plan }: Restore): Plan {
  const kept = plan as unknown as Plan;
  return {
    ...kept,
    migrations: kept.migrations.map((app) => {
      const { applied, expected } = app as Partial<typeof app>;
      return { ...app, applied: applied ?? app.unknown, expected: expected ?? app.pending };
    }),
  };
}

/** Whether the database that it replaced can still be swapped back, as far as the record tells. */
export const hasWayBack = ({ status, keptDatabase, rollbackUntil }: Restore): boolean =>
  status === 'completed' && keptDatabase !== null && rollbackUntil !== null;
