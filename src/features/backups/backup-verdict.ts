import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { updateRow } from '../../database/update-row.js';
import { tellOfBackup } from './backup-events.js';
import { higherProof, includesLevel, type VerifyLevel } from './backup-states.js';
import { Backup, type Proof } from './backup.entity.js';

/** As it is now, and nobody else changes it until the transaction ends: a restore may find damage too. */
export async function lockedBackup(manager: EntityManager, id: string): Promise<Backup> {
  return manager.findOneOrFail(Backup, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** Keeps what was shown of a backup. Whether it is `completed` is said by a check of its own. Answers the backup as it was. */
export async function raiseProof(manager: EntityManager, id: string, proofs: readonly Proof[]): Promise<Backup> {
  const now = await lockedBackup(manager, id);
  await updateRow(manager, Backup, id, {
    proof: proofs.map((proof) => proof.level).reduce(higherProof, now.proof),
    proofs: [...now.proofs, ...proofs],
  });
  return now;
}

/** Of a backup that a look at `level` found damaged. Damage that a higher look found is not forgotten for what a lesser one found too. */
export async function markCorrupted(
  manager: EntityManager,
  id: string,
  level: VerifyLevel,
  error: RecordedError,
): Promise<void> {
  const now = await lockedBackup(manager, id);
  const isKnown = now.status === 'corrupted' && includesLevel(damageLevelOf(now), level);
  await updateRow(manager, Backup, id, {
    status: 'corrupted',
    error,
    damageLevel: isKnown ? now.damageLevel : level,
  });
  if (now.status !== 'corrupted') await tellOfBackup(manager, 'backup.corrupted', now, { error });
}

export function damageLevelOf(backup: Backup): VerifyLevel {
  return backup.damageLevel ?? 'decoded';
}
