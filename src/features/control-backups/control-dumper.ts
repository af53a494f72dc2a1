import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../common/app-error.js';
import type { Settings } from '../../config/settings.js';
import { VERSION } from '../../config/version.js';
import { AdvisoryLock } from '../../database/advisory-lock.js';
import { masterRecoveryIdentity } from '../../platform/crypto/age-identity.js';
import { masterKeyId } from '../../platform/crypto/master-key.js';
import { ageEncrypt } from '../../platform/pipeline/age.js';
import { zstdCompress } from '../../platform/pipeline/zstd.js';
import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import { storeArchive } from '../../platform/postgres/archive/stored-archive.js';
import type { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { withConnection } from '../../platform/postgres/connection.js';
import { targetOfUrl } from '../../platform/postgres/database-url.js';
import { dumpSource, lockWaitTimeoutMs } from '../../platform/postgres/dump.js';
import { quotedNames } from '../../platform/postgres/row-counts.js';
import { readServerInfo, type ServerInfo } from '../../platform/postgres/server-info.js';
import { type ExportedSnapshot, exportSnapshot } from '../../platform/postgres/snapshot.js';
import type { ProcessRunner } from '../../platform/process/process-runner.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { ARTIFACT_SUFFIX, type ControlDumpKind, toControlKey } from './control-dump-name.js';
import { assertSameTables, countAllTables } from './control-counts.js';
import { assertMasterKey, type ControlFacts, readControlFacts } from './control-facts.js';
import { CONTROL_MANIFEST_FORMAT, type ControlManifest, writeControlManifest } from './control-manifest.js';
import { ControlReader } from './control-reader.js';
import { removeControlDump, removeLeftovers, thinOut } from './stored-control-dumps.js';
import { assertNothingHidden, seeAllRows, SEES_ALL_SETTINGS } from './visible-rows.js';

const APPLICATION = 'backstitch control dump';
const LOCK = 'backstitch control dump';
const LOCK_WAIT_MS = 10 * 60_000;
/** A table that was truncated or rewritten between snapshot and locks: begin anew, this often. */
const MAX_DUMPS = 3;

export interface ControlDumpRequest {
  kind: ControlDumpKind;
  store: StorageDriver;
  /** For a person. */
  say: (line: string) => void;
  /** False: where another process dumps now, nothing is done, and null is answered. Default: it waits. */
  waits?: boolean;
  /** Asked once nobody else can dump any more; false: nothing is done. */
  isWanted?: () => Promise<boolean>;
  signal?: AbortSignal;
}

export interface ControlDump {
  /** Its key in the store, without endings. */
  base: string;
  manifest: ControlManifest;
}

/**
 * Dumps the control database into a store (docs/archive-format.md, "The control database"): the same pipeline as any
 * artifact, read back whole, and its rows counted against the tables in the same snapshot. It needs neither the
 * application nor its tables as this version knows them: it works before migrations, and when nothing runs.
 */
export class ControlDumper {
  private readonly reader: ControlReader;

  constructor(
    private readonly settings: Settings,
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
  ) {
    this.reader = new ControlReader(runner, clients, settings.stallTimeoutSeconds * 1_000);
  }

  /** One dump at a time; afterwards what is over KEPT_DUMPS is removed. null when nothing was to be done. */
  async dump(request: ControlDumpRequest): Promise<ControlDump | null> {
    const lock = await this.acquireLock(request);
    if (lock === null) return null;
    try {
      const facts = await this.facts();
      if (request.isWanted !== undefined && !(await request.isWanted())) return null;
      if (facts.migrations.length === 0) {
        throw new AppError('DUMP_FAILED', 'The database of DATABASE_URL holds no control database.', {
          hint: 'Name the one that Backstitch runs on.',
        });
      }
      assertMasterKey(facts, this.settings.masterKey, this.settings.masterKeyPrevious);
      const { store } = request;
      await removeLeftovers(store, facts.instance?.id ?? null);
      const signal = AbortSignal.any([lock.lost, ...(request.signal === undefined ? [] : [request.signal])]);
      const dump = await this.dumpUntilSteady(request, facts, signal);
      await thinOut(store, facts.instance?.id ?? null, facts.now);
      return dump;
    } finally {
      await lock.release();
    }
  }

  /** What a killed process left undone: half a dump, and dumps over KEPT_DUMPS. Nothing, where another process dumps now. */
  async tidy(store: StorageDriver): Promise<void> {
    const lock = await AdvisoryLock.tryAcquire(this.settings.databaseUrl, LOCK);
    if (lock === null) return;
    try {
      const { instance, now } = await this.facts();
      await removeLeftovers(store, instance?.id ?? null);
      await thinOut(store, instance?.id ?? null, now);
    } finally {
      await lock.release();
    }
  }

  async facts(): Promise<ControlFacts> {
    return withConnection(targetOfUrl(this.settings.databaseUrl), { applicationName: APPLICATION }, readControlFacts);
  }

  private async dumpUntilSteady(
    request: ControlDumpRequest,
    facts: ControlFacts,
    signal: AbortSignal,
  ): Promise<ControlDump> {
    for (let attempt = 1; ; attempt += 1) {
      const base = toControlKey({
        instanceId: facts.instance?.id ?? null,
        at: facts.now,
        kind: request.kind,
        version: facts.release.version ?? 'unknown',
        mark: randomBytes(6).toString('hex'),
      });
      try {
        return { base, manifest: await this.dumpOnce(request, base, signal) };
      } catch (error) {
        await removeControlDump(request.store, base).catch((failure: unknown) => {
          request.say(`What was stored of a dump that failed could not be removed: ${String(failure)}`);
        });
        if (!(error instanceof ChangedWhileBeginning) || attempt === MAX_DUMPS) throw error;
        request.say(`${error.message} Beginning anew.`);
      }
    }
  }

  private async dumpOnce(request: ControlDumpRequest, base: string, signal: AbortSignal): Promise<ControlManifest> {
    const target = targetOfUrl(this.settings.databaseUrl);
    const server = await withConnection(target, { applicationName: APPLICATION }, readServerInfo);
    const { pgDump } = await this.clients.choose({ serverMajor: server.major });
    const snapshot = await exportSnapshot(target, { applicationName: APPLICATION });
    try {
      const { archive, stored, facts } = await this.store(request.store, base, {
        snapshot,
        server,
        pgDump: pgDump.pgDump,
        signal,
      });
      const tableCounts = await countedTables(snapshot, archive);
      const artifact = {
        fileName: fileNameOf(base),
        storedBytes: stored.bytes,
        rawBytes: archive.rawBytes,
        sha256: stored.sha256,
        layout: 'age(zstd(pg_dump custom archive))',
        masterKeyId: masterKeyId(this.settings.masterKey),
        recoveryRecipient: this.settings.recoveryRecipient,
      } as const;
      const manifest = toManifest(request.kind, facts, server, pgDump.version, tableCounts, artifact);
      await this.reader.check(request.store, base, manifest, this.settings.masterKey, signal);
      await writeControlManifest(request.store, base, manifest, this.settings.masterKey);
      return manifest;
    } finally {
      await snapshot.release();
    }
  }

  private async store(
    store: StorageDriver,
    base: string,
    parts: { snapshot: ExportedSnapshot; server: ServerInfo; pgDump: string; signal: AbortSignal },
  ) {
    const { snapshot, pgDump, signal } = parts;
    await seeAllRows(snapshot.db);
    await assertNothingHidden(snapshot.db);
    const { recoveryRecipient, masterKey, stallTimeoutSeconds } = this.settings;
    const { recipient } = await masterRecoveryIdentity(masterKey);
    const stop = new AbortController();
    let onFirstByte: () => void = () => undefined;
    const firstByte = new Promise<void>((resolve) => {
      onFirstByte = resolve;
    });
    // By the first byte pg_dump holds its locks: what was rewritten before it looks empty to it.
    const facts = firstByte.then(async () => {
      const changed = await snapshot.changedRelations();
      if (changed.length > 0) throw new ChangedWhileBeginning(changed);
      return readControlFacts(snapshot.db);
    });
    facts.catch((error: unknown) => {
      stop.abort(error);
    });
    const stored = await storeArchive({
      source: dumpSource({
        runner: this.runner,
        program: pgDump,
        target: targetOfUrl(this.settings.databaseUrl),
        serverMajor: parts.server.major,
        snapshotId: snapshot.id,
        applicationName: APPLICATION,
        lockWaitTimeoutMs: lockWaitTimeoutMs(stallTimeoutSeconds),
        rowSecuritySettings: SEES_ALL_SETTINGS,
      }),
      onBytes: onFirstByte,
      packers: [
        zstdCompress({ runner: this.runner, program: 'zstd', level: 3, threads: 1 }),
        ageEncrypt({
          runner: this.runner,
          program: 'age',
          recipients: recoveryRecipient === null ? [recipient] : [recipient, recoveryRecipient],
        }),
      ],
      store,
      key: `${base}${ARTIFACT_SUFFIX}`,
      signal: AbortSignal.any([signal, stop.signal]),
      stallTimeoutMs: stallTimeoutSeconds * 1_000,
    });
    return { ...stored, facts: await facts };
  }

  private async acquireLock({ waits = true, say, signal }: ControlDumpRequest): Promise<AdvisoryLock | null> {
    const startedAt = performance.now();
    for (let isFirst = true; ; isFirst = false) {
      signal?.throwIfAborted();
      const lock = await AdvisoryLock.tryAcquire(this.settings.databaseUrl, LOCK);
      if (lock !== null || !waits) return lock;
      if (isFirst) say('Another process dumps the control database; waiting for it.');
      if (performance.now() - startedAt > LOCK_WAIT_MS) {
        throw new AppError('LOCK_TIMEOUT', 'Another process has been dumping the control database for ten minutes.', {
          hint: 'Its sessions in pg_stat_activity are called "backstitch control dump".',
        });
      }
      await sleep(500);
    }
  }
}

class ChangedWhileBeginning extends AppError {
  constructor(tables: readonly string[]) {
    super('DUMP_FAILED', `Truncated or rewritten while the dump began: ${tables.join(', ')}.`, {
      hint: 'The dump would have missed their rows. Try again when nothing changes the schema.',
    });
  }
}

/** Rows per table of the archive, which must be all tables that there are, with all their rows as the same snapshot counts them. */
async function countedTables({ db }: ExportedSnapshot, archive: ArchiveReader): Promise<Record<string, number>> {
  const dumped = archive.tableRows();
  const names = await quotedNames(db, dumped);
  const tableCounts = Object.fromEntries(names.map((name, index) => [name, dumped[index]?.rows ?? NaN]));
  assertSameTables(await countAllTables(db), tableCounts, 'the control database', 'its dump');
  return tableCounts;
}

function toManifest(
  kind: ControlDumpKind,
  facts: ControlFacts,
  server: ServerInfo,
  pgDumpVersion: string,
  tableCounts: Record<string, number>,
  artifact: ControlManifest['artifact'],
): ControlManifest {
  return {
    format: CONTROL_MANIFEST_FORMAT,
    version: 1,
    kind,
    createdAt: facts.now.toISOString(),
    instanceId: facts.instance?.id ?? null,
    release: facts.release,
    migrations: facts.migrations,
    versions: { server: server.version, pgDump: pgDumpVersion, backstitch: VERSION },
    tableCounts,
    auditHeads: facts.auditHeads,
    artifact,
  };
}

function fileNameOf(base: string): string {
  return `${base.slice(base.lastIndexOf('/') + 1)}${ARTIFACT_SUFFIX}`;
}
