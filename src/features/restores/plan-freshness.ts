import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { RestoreWork } from './phases/phase.js';
import { RestorePlanner } from './restore-planner.js';

/** A restore has waited longer by then than a person waits for a plan; who alters a table meanwhile is let finish. */
const LOCK_TIMEOUT_MS = 30_000;

/** Whether a plan still describes what it was made for: asked when a restore begins, and right before it replaces anything. */
@Injectable()
export class PlanFreshness {
  constructor(private readonly planner: RestorePlanner) {}

  /** Throws PLAN_STALE when schema or history of the live database are others than when the plan was made. */
  async assertUnchanged({ restore, source }: RestoreWork): Promise<void> {
    const { database } = restore.plan.target;
    const fingerprint = await this.planner.fingerprint(
      source,
      { strategy: restore.strategy, database },
      LOCK_TIMEOUT_MS,
    );
    if (fingerprint === restore.planFingerprint) return;
    throw new AppError('PLAN_STALE', 'The live schema or its migration history changed after the plan was made.', {
      hint: 'Make a new plan, look at it, and ask again. The live database was not touched.',
    });
  }
}
