import { type EntityManager, In } from 'typeorm';
import { Job } from '../jobs/job.entity.js';
import { KeptDatabase } from './kept-database.entity.js';
import { RestoreApproval } from './restore-approval.entity.js';
import { RestorePhase } from './restore-phase.entity.js';
import { RESTORE_PHASES } from './restore-states.js';
import type { Restore } from './restore.entity.js';
import { type RollbackBlock, rollbackBlocksOf } from './rollback-rule.js';

/** A restore with what belongs to it. */
export interface RestoreView {
  restore: Restore;
  phases: RestorePhase[];
  kept: KeptDatabase | null;
  /** The oldest first. */
  approvals: RestoreApproval[];
  /** The job that swapped the old database back; null: none did. */
  rollback: Job | null;
  /** Why it cannot be swapped back; null: it can. */
  rollbackBlock: RollbackBlock | null;
}

export async function viewOf(manager: EntityManager, restore: Restore): Promise<RestoreView> {
  const [view] = await viewsOf(manager, [restore]);
  if (view === undefined) throw new Error('One restore has one view.');
  return view;
}

/** In the order of `restores`. */
export async function viewsOf(manager: EntityManager, restores: readonly Restore[]): Promise<RestoreView[]> {
  if (restores.length === 0) return [];
  const ids = restores.map(({ id }) => id);
  const phases = await manager.findBy(RestorePhase, { restoreId: In(ids) });
  phases.sort((a, b) => RESTORE_PHASES.indexOf(a.name) - RESTORE_PHASES.indexOf(b.name));
  const kept = await manager.findBy(KeptDatabase, { id: In(ids) });
  const approvals = await manager.find(RestoreApproval, { where: { restoreId: In(ids) }, order: { id: 'ASC' } });
  const rollbacks = await rollbacksOf(manager, restores);
  const blocks = await rollbackBlocksOf(manager, restores);
  return restores.map((restore) => ({
    restore,
    phases: phases.filter(({ restoreId }) => restoreId === restore.id),
    kept: kept.find(({ id }) => id === restore.id) ?? null,
    approvals: approvals.filter(({ restoreId }) => restoreId === restore.id),
    rollback: rollbacks.find(({ subjectId }) => subjectId === restore.id) ?? null,
    rollbackBlock: blocks.get(restore.id) ?? null,
  }));
}

/** Jobs are kept for as long as what they are about. */
async function rollbacksOf(manager: EntityManager, restores: readonly Restore[]): Promise<Job[]> {
  const ids = restores.filter(({ status }) => status === 'rolled_back').map(({ id }) => id);
  if (ids.length === 0) return [];
  return manager.findBy(Job, { subjectId: In(ids), action: 'rollback', state: 'completed' });
}
