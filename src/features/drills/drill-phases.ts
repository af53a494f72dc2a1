import type { RecordedError } from '../../common/app-error.js';
import { updateRow } from '../../database/update-row.js';
import type { JobContext } from '../jobs/job-context.js';
import type { DrillPhaseName } from './drill-states.js';
import { Drill, type DrillPhase } from './drill.entity.js';

/** The phases of one attempt at a drill, one after another, timed and kept on its record as they begin. */
export class DrillPhases {
  private phases: readonly DrillPhase[] = [];
  private beganAt = 0;

  constructor(
    private readonly job: JobContext,
    private readonly drillId: string,
  ) {}

  /** Ends the phase before as completed. */
  async begin(name: DrillPhaseName): Promise<void> {
    this.end({});
    this.beganAt = performance.now();
    const startedAt = new Date().toISOString();
    this.phases = [...this.phases, { name, status: 'running', startedAt, finishedAt: null, seconds: null, detail: {} }];
    await this.job.transaction((manager) => updateRow(manager, Drill, this.drillId, { phases: [...this.phases] }));
  }

  /** Ends the running phase; does nothing when none runs. */
  end(detail: Record<string, unknown>, status: 'completed' | 'skipped' = 'completed'): void {
    const seconds = roundedSeconds(performance.now() - this.beganAt);
    const finishedAt = new Date().toISOString();
    const running = this.phases.find((phase) => phase.status === 'running');
    if (running !== undefined && status === 'completed') this.job.stepEnded(running.name, new Date(running.startedAt));
    this.phases = this.phases.map((phase) =>
      phase.status === 'running' ? { ...phase, status, finishedAt, seconds, detail } : phase,
    );
  }

  /** What was found out of a phase after it had ended. */
  describe(name: DrillPhaseName, detail: Record<string, unknown>): void {
    this.phases = this.phases.map((phase) => (phase.name === name ? { ...phase, detail } : phase));
  }

  get all(): DrillPhase[] {
    return [...this.phases];
  }

  /** Of all phases together. */
  get seconds(): number {
    return roundedSeconds(this.phases.reduce((sum, { seconds }) => sum + (seconds ?? 0) * 1_000, 0));
  }
}

/** As they were kept, with the one that was running failed by this error. */
export function withFailure(phases: readonly DrillPhase[], { code, message }: RecordedError): DrillPhase[] {
  const finishedAt = new Date().toISOString();
  return phases.map((phase) =>
    phase.status === 'running' ? { ...phase, status: 'failed', finishedAt, detail: { code, message } } : phase,
  );
}

function roundedSeconds(ms: number): number {
  return Math.round(ms) / 1_000;
}
