import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error.js';
import { Settings } from '../../../config/settings.js';
import { controlNow } from '../../../database/control-clock.js';
import { updateRow } from '../../../database/update-row.js';
import { findSwapBlockers } from '../../../platform/postgres/blockers.js';
import { connect, withConnection } from '../../../platform/postgres/connection.js';
import { compareDatabaseProperties } from '../../../platform/postgres/database-properties-compare.js';
import { readDatabaseProperties } from '../../../platform/postgres/database-properties.js';
import { applyDatabaseProperties } from '../../../platform/postgres/database-properties-apply.js';
import type { ExchangeResult } from '../../../platform/postgres/exchange.js';
import { swapDatabases } from '../../../platform/postgres/swap.js';
import { progressAt } from '../../jobs/progress.js';
import { rollbackWindowOf } from '../../settings/tenant-settings.js';
import { Restore } from '../restore.entity.js';
import { PlanFreshness } from '../plan-freshness.js';
import { makeSideReady } from '../make-side-ready.js';
import { journalOf, liveOf, type Phase, type PhaseDetail, type RestoreWork, sideOf, sideTarget } from './phase.js';

/** Makes the side database ready for customers, looks a last time for what could be in the way, and swaps the names. */
@Injectable()
export class SwappingPhase implements Phase {
  readonly name = 'swapping';

  constructor(
    private readonly settings: Settings,
    private readonly freshness: PlanFreshness,
  ) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    await makeSideReady(work, this.name);
    await this.freshness.assertUnchanged(work);
    await this.assertNothingInTheWay(work);
    const result = await this.swap(work);
    return { detail: { ...result } };
  }

  /** The swap is committed: the record says so before anything else is done. Also called by a worker that finds it committed. */
  async recordSwap(work: RestoreWork, result: ExchangeResult | null): Promise<void> {
    const { job, restore, report } = work;
    report.swap = {
      downtimeMs: result === null ? null : Math.round(result.downtimeMs),
      endedSessions: result?.endedSessions ?? null,
      attempts: result?.attempts ?? null,
    };
    await job.transaction(async (manager) => {
      await updateRow(manager, Restore, restore.id, {
        swappedAt: await controlNow(manager),
        downtimeMs: report.swap.downtimeMs,
        report,
      });
      const { swap, countersBefore } = journalOf(work);
      await manager.query(
        `INSERT INTO kept_databases (id, "tenantId", "restoreId", "sourceId", role, name, oid, "keepUntil", "countersBefore")
         VALUES ($1, $2, $1, $3, 'before', $4, $5, now() + $6 * interval '1 hour', $7) ON CONFLICT (id) DO NOTHING`,
        [
          restore.id,
          restore.tenantId,
          restore.sourceId,
          swap.beforeName,
          swap.liveOid,
          await rollbackWindowOf(manager, restore.tenantId, this.settings),
          countersBefore === null ? null : JSON.stringify(countersBefore),
        ],
      );
      await manager.query(
        `UPDATE restores SET "rollbackUntil" = (SELECT "keepUntil" FROM kept_databases WHERE id = $1) WHERE id = $1`,
        [restore.id],
      );
    });
  }

  private async assertNothingInTheWay(work: RestoreWork): Promise<void> {
    const { job, target, report } = work;
    const application = { applicationName: job.applicationName };
    await withConnection(work.maintenance, application, async (admin) => {
      const { blockers } = await withConnection(target, application, (live) =>
        findSwapBlockers({ admin, live, database: liveOf(work), noOwner: work.restore.options.noOwner }),
      );
      const [blocker] = blockers;
      if (blocker !== undefined) {
        throw new AppError('SWAP_FAILED', `The swap is blocked: ${blockers.map((entry) => entry.message).join(' ')}`, {
          hint: `${blocker.hint} The live database was not touched.`,
        });
      }
      const wanted = await readDatabaseProperties(admin, { oid: liveOf(work).oid });
      const differences = compareDatabaseProperties(
        wanted,
        await readDatabaseProperties(admin, { oid: sideOf(work).oid }),
        'before_swap',
      );
      report.properties = { differences };
      if (differences.length === 0) return;
      // Somebody changed a setting of the live database meanwhile, or a migration one of the side: the live one's hold.
      job.log('warn', this.name, `Carrying over again what changed meanwhile: ${differences.join('; ')}.`);
      await applyDatabaseProperties(admin, sideOf(work).name, wanted, [], (carry) =>
        withConnection(sideTarget(work), application, carry),
      );
      const still = compareDatabaseProperties(
        wanted,
        await readDatabaseProperties(admin, { oid: sideOf(work).oid }),
        'before_swap',
      );
      if (still.length > 0) {
        throw new AppError(
          'SWAP_FAILED',
          `The restored database cannot be given what the live one has: ${still.join('; ')}.`,
          {
            hint: 'Give our role the right to set it, or take the setting away. The live database was not touched.',
          },
        );
      }
    });
  }

  private async swap(work: RestoreWork): Promise<ExchangeResult> {
    const { job } = work;
    await work.progress(progressAt(this.name, 95));
    job.throwIfAborted();
    job.log('info', this.name, 'Swapping: both names in one transaction; clients wait.');
    const result = await swapDatabases({
      connect: () => connect(work.maintenance, { applicationName: job.applicationName, queryTimeoutMs: 60_000 }),
      live: liveOf(work),
      side: sideOf(work),
      beforeName: journalOf(work).swap.beforeName,
      onAttempt: (attempt) => {
        job.throwIfAborted();
        if (attempt > 1) job.log('warn', this.name, `Somebody was still connected; attempt ${attempt}.`);
      },
    });
    await this.recordSwap(work, result);
    job.log(
      'info',
      this.name,
      `Swapped. Clients waited ${Math.round(result.downtimeMs)} ms; the old database is kept as "${journalOf(work).swap.beforeName}".`,
      {
        downtimeMs: Math.round(result.downtimeMs),
        endedSessions: result.endedSessions,
      },
    );
    return result;
  }
}
