import { AppError } from '../../common/app-error.js';
import type { Settings } from '../../config/settings.js';
import { VERSION } from '../../config/version.js';
import { AdvisoryLock } from '../../database/advisory-lock.js';
import { MIGRATION_LOCK } from '../../database/control-database.js';
import { schemaOfThisCode } from '../../database/data-source-options.js';
import { masterKeyId } from '../../platform/crypto/master-key.js';
import type { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { type ConnectionTarget, withConnection } from '../../platform/postgres/connection.js';
import { targetOfUrl } from '../../platform/postgres/database-url.js';
import { restoreInOneTransaction } from '../../platform/postgres/restore-whole.js';
import { readServerInfo } from '../../platform/postgres/server-info.js';
import type { ProcessRunner } from '../../platform/process/process-runner.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { assertSameTables, countAllTables } from './control-counts.js';
import { type ControlManifest, readControlManifest } from './control-manifest.js';
import { ControlReader } from './control-reader.js';
import { ControlReplacement, type ControlTarget, findControlTarget } from './control-target.js';
import { seeAllRows } from './visible-rows.js';

const APPLICATION = 'backstitch control restore';

export interface ControlRestoreRequest {
  store: StorageDriver;
  /** The key of the dump, without endings. */
  base: string;
  masterKeys: readonly Buffer[];
  /** A control database that is not empty is kept under another name, instead of refusing. */
  mayReplace: boolean;
  /** Where databases are created and renamed from, when the role of DATABASE_URL may not. */
  adminUrl: string | null;
  say: (line: string) => void;
}

/**
 * Brings a control database back from a dump. The dump is read whole before anything is written; then it is restored in
 * one transaction into an empty database, or into a new one beside the old, which is exchanged for it when every row
 * is there. So whatever happens, the database is either wholly what it was or wholly what was dumped.
 */
export class ControlRestore {
  private readonly reader: ControlReader;

  constructor(
    private readonly settings: Settings,
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
  ) {
    this.reader = new ControlReader(runner, clients, settings.stallTimeoutSeconds * 1_000);
  }

  /** Resolves with the name of the database that was replaced, null when there was nothing to replace. */
  async run(request: ControlRestoreRequest): Promise<string | null> {
    const { store, base, say } = request;
    const manifest = await readControlManifest(store, base, request.masterKeys);
    assertRunnable(manifest);
    const masterKey = keyFor(manifest, request.masterKeys);
    say(`Reading ${manifest.artifact.fileName} of ${manifest.createdAt}, ${describe(manifest)}.`);
    await this.reader.check(store, base, manifest, masterKey);
    const { databaseUrl } = this.settings;
    const found = await findControlTarget(databaseUrl);
    assertMayReplace(found, request.mayReplace, databaseUrl);
    const into = (url: string): Promise<void> => this.restoreInto(url, request, manifest, masterKey);
    if (found.state === 'empty') {
      say(`Restoring into "${targetOfUrl(databaseUrl).database}", which is empty.`);
      await into(databaseUrl);
      return null;
    }
    return new ControlReplacement(databaseUrl, request.adminUrl, say).run(found, into);
  }

  /** `url`: an empty database. A start of Backstitch waits meanwhile. */
  private async restoreInto(
    url: string,
    { store, base }: ControlRestoreRequest,
    manifest: ControlManifest,
    masterKey: Buffer,
  ): Promise<void> {
    const lock = await AdvisoryLock.tryAcquire(url, MIGRATION_LOCK);
    if (lock === null) {
      throw new AppError('CONFLICT', 'A process of Backstitch starts on this control database right now.', {
        hint: 'Stop every process of Backstitch, then try again.',
      });
    }
    try {
      const target = targetOfUrl(url);
      const server = await withConnection(target, { applicationName: APPLICATION }, readServerInfo);
      const archiveMajor = Number.parseInt(manifest.versions.pgDump, 10);
      const { pgRestore } = await this.clients.choose({
        serverMajor: archiveMajor,
        archiveMajor,
        targetMajor: server.major,
      });
      const sink = restoreInOneTransaction({
        runner: this.runner,
        program: pgRestore.pgRestore,
        target,
        serverMajor: server.major,
        applicationName: APPLICATION,
      });
      await this.reader.open(store, base, manifest, { masterKey, sink, signal: lock.lost });
      assertSameTables(manifest.tableCounts, await countsIn(target), 'the dump', 'what was restored');
    } finally {
      await lock.release();
    }
  }
}

async function countsIn(target: ConnectionTarget): Promise<Record<string, number>> {
  return withConnection(target, { applicationName: APPLICATION }, async (db) => {
    await seeAllRows(db);
    return countAllTables(db);
  });
}

function assertRunnable({ release, migrations }: ControlManifest): void {
  if (release.schema <= schemaOfThisCode()) return;
  throw new AppError(
    'CONFLICT',
    `The dump is of Backstitch ${release.version ?? '(a later version)'}, whose schema this one (${VERSION}) does not know (${migrations.at(-1) ?? ''}).`,
    { hint: `Restore it with version ${release.version ?? 'of then'} or a later one. Nothing has been changed.` },
  );
}

function keyFor(manifest: ControlManifest, masterKeys: readonly Buffer[]): Buffer {
  const key = masterKeys.find((candidate) => masterKeyId(candidate) === manifest.artifact.masterKeyId);
  if (key !== undefined) return key;
  throw new AppError('KEY_UNAVAILABLE', `The dump was made under the master key ${manifest.artifact.masterKeyId}.`, {
    hint: 'Set MASTER_KEY, or MASTER_KEY_PREVIOUS, to that key.',
  });
}

function assertMayReplace(found: ControlTarget, mayReplace: boolean, databaseUrl: string): void {
  if (found.state !== 'used' || mayReplace) return;
  const { database } = targetOfUrl(databaseUrl);
  throw new AppError('CONFLICT', `The database "${database}" is not empty: it holds ${found.holds}.`, {
    hint: 'Add --replace to have it kept under another name, or name an empty database in DATABASE_URL. Nothing has been changed.',
  });
}

function describe({ release, tableCounts }: ControlManifest): string {
  const rows = Object.values(tableCounts).reduce((sum, count) => sum + count, 0);
  return `of Backstitch ${release.version ?? '(unknown)'}, ${rows} rows in ${Object.keys(tableCounts).length} tables`;
}
