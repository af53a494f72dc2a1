import type { RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';
import type { PhaseState } from '../ui/phase-list.js';

type Phase = components['schemas']['DrillPhaseResponse'];

export type Drill = components['schemas']['DrillResponse'] & RaRecord<string>;

export const isUnderWay = ({ status }: Drill): boolean => status === 'pending' || status === 'running';

const PHASES: readonly Phase['name'][] = [
  'checksum',
  'scratch_database',
  'restoring',
  'counting',
  'migrating',
  'analyzing',
];

export interface PhaseOf {
  name: Phase['name'];
  state: PhaseState;
  phase: Phase | undefined;
}

/** All phases, with what has become of each. */
export function phasesOf(drill: Drill): PhaseOf[] {
  return PHASES.map((name) => {
    const phase = drill.phases.find((each) => each.name === name);
    return { name, state: phase?.status ?? (isUnderWay(drill) ? 'waiting' : 'not_reached'), phase };
  });
}
