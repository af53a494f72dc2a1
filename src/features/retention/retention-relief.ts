import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { controlNow } from '../../database/control-clock.js';
import { BackupUses } from '../backups/backup-uses.js';
import { Quotas } from '../plans/quotas.js';
import type { WantedBackup } from '../plans/wanted-backup.js';
import { settingsOf } from '../settings/tenant-settings.js';
import { chooseExpired, type RetentionBackup, takesMoreThanHalf } from './choose-expired.js';
import { hasRules, policyFor, policyOf, retainedBackups, retainedSources } from './retention-plans.js';

/**
 * A tenant that lets old backups go by rules of its own has chosen rotation: what they will take as soon as what is being
 * made is completed counts as room already. Without rules nothing goes, and a full plan refuses.
 */
@Injectable()
export class RetentionRelief implements OnModuleInit {
  constructor(
    private readonly quotas: Quotas,
    private readonly uses: BackupUses,
  ) {}

  onModuleInit(): void {
    this.quotas.register((manager, wanted) => this.foresee(manager, wanted));
  }

  private async foresee(
    manager: EntityManager,
    wanted: WantedBackup,
  ): Promise<{ backups: number; storedBytes: number }> {
    const ofTenant = policyOf(await settingsOf(manager, wanted.tenantId));
    const now = await controlNow(manager);
    const freed = { backups: 0, storedBytes: 0 };
    for (const source of await retainedSources(manager, { tenantId: wanted.tenantId })) {
      const policy = policyFor(source, ofTenant);
      if (!hasRules(policy)) continue;
      const backups = await retainedBackups(manager, this.uses, source.id);
      const choices = chooseExpired(onceMade(backups, wanted, source.id, now), policy, now);
      // Retention itself would stop there, and wait for somebody to look at it.
      if (takesMoreThanHalf(choices)) continue;
      const counted = choices.delete.filter(({ backup }) => backup.origin !== 'safety');
      freed.backups += counted.filter(({ backup }) => COUNTED.includes(backup.status)).length;
      freed.storedBytes += counted.reduce((sum, { backup }) => sum + (backup.storedBytes ?? 0), 0);
    }
    return freed;
  }
}

/** Those that plans count (TenantUse), of those that can go. */
const COUNTED: readonly RetentionBackup['status'][] = ['completed', 'corrupted'];

/** As it will be when all that is being made, and what is asked for, is completed. */
function onceMade(
  backups: readonly RetentionBackup[],
  { sourceId, origin }: WantedBackup,
  ofSource: string,
  now: Date,
): RetentionBackup[] {
  const made = backups.map((backup): RetentionBackup =>
    backup.status === 'pending' || backup.status === 'running' ? { ...backup, status: 'completed' } : backup,
  );
  if (sourceId !== ofSource) return made;
  const coming = { id: 'coming', number: Infinity, origin, status: 'completed', proof: 'decoded' } as const;
  return [...made, { ...coming, pinned: false, createdAt: now, storedBytes: null, use: null }];
}
