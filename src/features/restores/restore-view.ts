import { type EntityManager, In } from 'typeorm';
import { KeptDatabase } from './kept-database.entity.js';
import { RestoreApproval } from './restore-approval.entity.js';
import { RestorePhase } from './restore-phase.entity.js';
import { RESTORE_PHASES } from './restore-states.js';
import type { Restore } from './restore.entity.js';

/** A restore with what belongs to it. */
export interface RestoreView {
  restore: Restore;
  phases: RestorePhase[];
  kept: KeptDatabase | null;
  /** The oldest first. */
  approvals: RestoreApproval[];
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
  return restores.map((restore) => ({
    restore,
    phases: phases.filter(({ restoreId }) => restoreId === restore.id),
    kept: kept.find(({ id }) => id === restore.id) ?? null,
    approvals: approvals.filter(({ restoreId }) => restoreId === restore.id),
  }));
}
