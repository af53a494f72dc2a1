import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import type { ApiClient, ApiResponse, ProblemBody } from './api-client.js';
import { inTime } from './eventually.js';
import { uniqueName } from './postgres-databases.js';

export interface JobError {
  code: string;
  message: string;
  hint: string | null;
}

export interface BackupRecord {
  id: string;
  number: number;
  sourceId: string;
  tenantId: string;
  status: string;
  origin: string;
  proof: string;
  proofs: { level: string; at: string; seconds: number; evidence: Record<string, unknown> }[];
  name: string;
  error: JobError | null;
  createdAt: string;
  retentionUntil: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  rawBytes: number | null;
  storedBytes: number | null;
  tableCounts: Record<string, number> | null;
  fingerprints: Record<string, string> | null;
  artifacts: { id: string; fileName: string; storedBytes: number; rawBytes: number; sha256: string }[];
}

export interface RestorePlan {
  id: string;
  strategy: string;
  safetyBackup: boolean;
  drops: string[];
  target: { sourceId: string; database: string };
  verdict: string;
  migrations: { framework: string; app: string; verdict: string; pending: string[]; unknown: string[] }[];
  runner: string | null;
  losses: {
    exact: boolean;
    rows: { table: string; live: number; backup: number }[];
    tables: string[];
    tableRows: { table: string; live: number }[];
  };
  warnings: { code: string; message: string }[];
  blockers: { code: string; message: string; hint: string }[];
  strategies: { name: string; possible: boolean; reason: string }[];
}

export interface RestoreRecord {
  id: string;
  status: string;
  phase: string;
  phases: { name: string; status: string; detail: Record<string, unknown> }[];
  safetyBackupId: string | null;
  rollbackUntil: string | null;
  keptDatabase: string | null;
  downtimeMs: number | null;
  rollback: { requestedBy: string; approvedBy: string | null; finishedAt: string | null } | null;
  rollbackBlocked: { code: string; detail: string; hint: string | null; newerRestoreId: string | null } | null;
  error: JobError | null;
}

export interface DrillRecord {
  id: string;
  number: number;
  backupId: string;
  target: { sourceId: string };
  origin: string;
  status: string;
  phases: { name: string; status: string; seconds: number | null; detail: Record<string, unknown> }[];
  proof: string;
  recoverySeconds: number | null;
  createdAt: string;
  durationMs: number | null;
  requestedBy: string;
  error: JobError | null;
  warnings: { code: string; message: string }[];
}

export interface LogRecord {
  seq: number;
  level: string;
  phase: string | null;
  message: string;
}

export interface SourceOptions {
  name?: string;
  tenantId?: string;
  migrations?: { framework?: string; table?: string; codePath?: string; runner?: string };
  maintenanceDatabase?: string;
}

/** What a client of the API does with sources, backups and restores, waiting for jobs to end. Throws on an answer that is an error. */
export class JobsClient {
  /** @param patienceMs how long a job may take */
  constructor(
    readonly api: ApiClient,
    private readonly patienceMs = 60_000,
  ) {}

  /** Resolves with the id of the new source. */
  async addSource(target: ConnectionTarget, options: SourceOptions = {}): Promise<string> {
    const { name = uniqueName('source'), maintenanceDatabase, ...rest } = options;
    const { host, port, database, user, password } = target;
    const { id } = expectStatus<{ id: string }>(
      201,
      await this.api.post('/sources', {
        name,
        database: {
          ...{ host, port, database, user },
          ...(password ? { password } : {}),
          ...(maintenanceDatabase === undefined ? {} : { maintenanceDatabase }),
        },
        ...rest,
      }),
    );
    return id;
  }

  async askBackup(sourceId: string, more: object = {}): Promise<BackupRecord> {
    const answer = await this.api.post<{ backup: BackupRecord }>('/backups', { sourceId, ...more });
    return expectStatus(202, answer).backup;
  }

  /** Asks for a backup and waits until it has ended, however it did. */
  async endedBackup(sourceId: string, more: object = {}): Promise<BackupRecord> {
    return this.backupEnds((await this.askBackup(sourceId, more)).id);
  }

  /** A backup that is completed; throws when it is not. */
  async completedBackup(sourceId: string, more: object = {}): Promise<BackupRecord> {
    const backup = await this.endedBackup(sourceId, more);
    if (backup.status !== 'completed')
      throw new Error(`The backup is ${backup.status}: ${JSON.stringify(backup.error)}`);
    return backup;
  }

  async backup(id: string): Promise<BackupRecord> {
    return expectStatus<BackupRecord>(200, await this.api.get(`/backups/${id}`));
  }

  async backupEnds(id: string): Promise<BackupRecord> {
    return inTime(
      `backup ${id} ends`,
      async () => {
        const backup = await this.backup(id);
        return backup.status === 'pending' || backup.status === 'running' ? null : backup;
      },
      this.patienceMs,
    );
  }

  async backupsOf(sourceId: string, query = ''): Promise<BackupRecord[]> {
    const answer = await this.api.get<{ items: BackupRecord[] }>(`/backups?sourceId=${sourceId}&limit=200${query}`);
    return expectStatus(200, answer).items;
  }

  /** Asks for a check of what is stored and waits for its end. */
  async verifiedBackup(id: string, level: string): Promise<BackupRecord> {
    const { jobId } = expectStatus<{ jobId: string }>(202, await this.api.post(`/backups/${id}/verify`, { level }));
    await this.jobEnds(jobId);
    return this.backup(id);
  }

  async jobEnds(id: string): Promise<{ state: string; error: JobError | null }> {
    return inTime(
      `job ${id} ends`,
      async () => {
        const job = expectStatus<{ state: string; error: JobError | null }>(200, await this.api.get(`/jobs/${id}`));
        return ['completed', 'failed', 'canceled'].includes(job.state) ? job : null;
      },
      this.patienceMs,
    );
  }

  async plan(backupId: string, wish: object = {}): Promise<RestorePlan> {
    return expectStatus<RestorePlan>(200, await this.api.post(`/backups/${backupId}/restore-plan`, wish));
  }

  askRestore<Body = { restore: RestoreRecord }>(backupId: string, more: object = {}): Promise<ApiResponse<Body>> {
    return this.api.post<Body>(`/backups/${backupId}/restore`, { confirm: 'RESTORE', ...more });
  }

  refusedRestore(backupId: string, more: object = {}): Promise<ApiResponse<ProblemBody>> {
    return this.askRestore<ProblemBody>(backupId, more);
  }

  /** Asks for a restore and waits until it has ended, however it did. */
  async endedRestore(backupId: string, more: object = {}): Promise<RestoreRecord> {
    return this.restoreEnds(expectStatus(202, await this.askRestore(backupId, more)).restore.id);
  }

  async completedRestore(backupId: string, more: object = {}): Promise<RestoreRecord> {
    const restore = await this.endedRestore(backupId, more);
    if (restore.status !== 'completed')
      throw new Error(`The restore is ${restore.status}: ${JSON.stringify(restore.error)}`);
    return restore;
  }

  async restore(id: string): Promise<RestoreRecord> {
    return expectStatus<RestoreRecord>(200, await this.api.get(`/restores/${id}`));
  }

  async restoreEnds(id: string): Promise<RestoreRecord> {
    return inTime(
      `restore ${id} ends`,
      async () => {
        const restore = await this.restore(id);
        return ['pending', 'running', 'rolling_back'].includes(restore.status) ? null : restore;
      },
      this.patienceMs,
    );
  }

  /** Asks for a drill and waits until it has ended, however it did. */
  async endedDrill(wish: object): Promise<DrillRecord> {
    const answer = await this.api.post<{ drill: DrillRecord }>('/drills', wish);
    return this.drillEnds(expectStatus(202, answer).drill.id);
  }

  async drillEnds(id: string): Promise<DrillRecord> {
    return inTime(
      `drill ${id} ends`,
      async () => {
        const drill = expectStatus<DrillRecord>(200, await this.api.get(`/drills/${id}`));
        return drill.status === 'pending' || drill.status === 'running' ? null : drill;
      },
      this.patienceMs,
    );
  }

  async rolledBack(id: string): Promise<RestoreRecord> {
    expectStatus(202, await this.api.post(`/restores/${id}/rollback`));
    const restore = await this.restoreEnds(id);
    if (restore.status !== 'rolled_back')
      throw new Error(`The rollback did not happen: ${JSON.stringify(restore.error)}`);
    return restore;
  }

  /** Every record of a log, in its order. `subject`: `backups/<id>`, `restores/<id>` or `drills/<id>`. */
  async log(subject: string): Promise<LogRecord[]> {
    const answer = await this.api.get<{ items: LogRecord[] }>(`/${subject}/logs?limit=1000`);
    return expectStatus(200, answer).items;
  }

  async logText(subject: string): Promise<string> {
    return (await this.log(subject)).map(({ message }) => message).join('\n');
  }
}

/** The body of an answer that must have this status. */
export function expectStatus<Body>(status: number, answer: ApiResponse<Body>): Body {
  if (answer.status !== status) throw new Error(`Answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
