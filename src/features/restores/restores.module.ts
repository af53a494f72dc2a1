import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BackupsModule } from '../backups/backups.module.js';
import { SettingsModule } from '../settings/settings.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { ApprovalLifted } from './approval-lifted.js';
import { ApprovalRequests } from './approval-requests.js';
import { ApprovalSweep } from './approval-sweep.js';
import { CloseWindowJob } from './close-window-job.js';
import { DamagedBackups } from './damaged-backups.js';
import { ForwardMigrations } from './forward-migrations.js';
import { KeptDatabase } from './kept-database.entity.js';
import { MigrationRunners } from './migration-runners.js';
import { CheckingPhase } from './phases/checking.js';
import { AnalyzingPhase } from './phases/analyzing.js';
import { InPlaceSafetyPhase } from './phases/in-place-safety.js';
import { ReplacingPhase } from './phases/replacing.js';
import { InPlaceFindings } from './in-place-findings.js';
import { InPlaceTransactions } from './in-place-transaction.js';
import { InPlaceStrategy } from './strategies/in-place-strategy.js';
import { MigratingPhase } from './phases/migrating.js';
import { NamingPhase } from './phases/naming.js';
import { PlannedPhase } from './phases/planned.js';
import { SafetyBackupPhase } from './phases/safety-backup.js';
import { SideRestorePhase } from './phases/side-restore.js';
import { SwappingPhase } from './phases/swapping.js';
import { PlanArchive } from './plan-archive.js';
import { PlanFindings } from './plan-findings.js';
import { PlanFreshness } from './plan-freshness.js';
import { RestoreActivity } from './restore-activity.js';
import { RestoreApproval } from './restore-approval.entity.js';
import { RestoreDecisions } from './restore-decisions.js';
import { RestoreJob } from './restore-job.js';
import { RestorePhase } from './restore-phase.entity.js';
import { RestorePlan } from './restore-plan.entity.js';
import { RestorePlanner } from './restore-planner.js';
import { RestorePlansService } from './restore-plans.service.js';
import { RestoreWorkbench } from './restore-work.js';
import { RestoreRelease } from './restore-release.js';
import { RestoreRollbacks } from './restore-rollbacks.js';
import { RestoreUses } from './restore-uses.js';
import { Restore } from './restore.entity.js';
import { RestoresService } from './restores.service.js';
import { RollbackJob } from './rollback-job.js';
import { SafetyBackups } from './safety-backups.js';
import { NewDatabaseStrategy } from './strategies/new-database-strategy.js';
import { RestoreStrategies } from './strategies/restore-strategies.js';
import { SwapStrategy } from './strategies/swap-strategy.js';
import { TargetProperties } from './target-properties.js';
import { WindowSweep } from './window-sweep.js';

/** Planning, running, rolling back and ending restores: what workers need. The routes are in RestoresApiModule. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Restore, RestoreApproval, RestorePhase, RestorePlan, KeptDatabase]),
    BackupsModule,
    SettingsModule,
    SourcesModule,
    StoragesModule,
  ],
  providers: [
    AnalyzingPhase,
    ApprovalLifted,
    ApprovalRequests,
    ApprovalSweep,
    CheckingPhase,
    CloseWindowJob,
    DamagedBackups,
    ForwardMigrations,
    InPlaceFindings,
    InPlaceSafetyPhase,
    InPlaceStrategy,
    InPlaceTransactions,
    MigratingPhase,
    MigrationRunners,
    NamingPhase,
    NewDatabaseStrategy,
    PlanArchive,
    PlanFindings,
    PlanFreshness,
    PlannedPhase,
    ReplacingPhase,
    RestoreActivity,
    RestoreDecisions,
    RestoreJob,
    RestorePlanner,
    RestorePlansService,
    RestoreRelease,
    RestoreRollbacks,
    RestoresService,
    RestoreStrategies,
    RestoreUses,
    RestoreWorkbench,
    RollbackJob,
    SafetyBackupPhase,
    SafetyBackups,
    SideRestorePhase,
    SwappingPhase,
    SwapStrategy,
    TargetProperties,
    WindowSweep,
  ],
  exports: [
    ForwardMigrations,
    RestoreActivity,
    RestoreDecisions,
    RestorePlansService,
    RestoreRelease,
    RestoreRollbacks,
    RestoresService,
  ],
})
export class RestoresModule {}
