import { Injectable, Logger } from '@nestjs/common';
import { AppError, type RecordedError, toRecordedError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { AdvisoryLock } from '../../database/advisory-lock.js';
import { Database } from '../../database/database.js';
import { encryptSmall, masterRecoveryIdentity } from '../../platform/crypto/age-identity.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import type { KeyName } from '../encryption-keys/key-export.js';
import { Keyring } from '../encryption-keys/keyring.js';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { StoragesService } from '../storages/storages.service.js';
import { EscrowState } from './escrow-state.entity.js';
import { type RenewalKeys, renewEscrows } from './escrow-renewal.js';

const INTERVAL_MS = 30_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Sees to it that every store holds each key that is needed, for the current master key: at every start, once a day, and
 * after the master key was replaced. A store that does not answer is tried again.
 */
@Injectable()
export class EscrowSweep extends PeriodicTask {
  protected readonly task = 'sweep of the keys in the stores';
  protected readonly everyMs = INTERVAL_MS;
  private readonly logger = new Logger(EscrowSweep.name);
  /** When this process looked through a store; monotonic. */
  private readonly lookedThrough = new Map<string, number>();

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly masterKeys: MasterKeys,
    private readonly keyring: Keyring,
    private readonly storages: StoragesService,
  ) {
    super();
  }

  protected async turn(): Promise<void> {
    const due = await this.dueStores();
    if (due.length === 0) return;
    const lock = await AdvisoryLock.tryAcquire(this.settings.databaseUrl, 'backstitch escrow');
    if (lock === null) return;
    try {
      for (const storageId of due) await this.lookThrough(storageId, await this.renewalKeys(storageId));
    } finally {
      await lock.release();
    }
  }

  private async dueStores(): Promise<string[]> {
    const stores = await this.database.asSystem((manager) =>
      manager.query<{ id: string; masterKeyId: string | null }[]>(
        `SELECT s.id, e."masterKeyId" FROM storage_backends s LEFT JOIN escrow_states e ON e."storageId" = s.id ORDER BY s.id`,
      ),
    );
    const now = performance.now();
    return stores
      .filter(
        ({ id, masterKeyId }) =>
          masterKeyId !== this.masterKeys.keyId || now - (this.lookedThrough.get(id) ?? -Infinity) > DAY_MS,
      )
      .map(({ id }) => id);
  }

  private async lookThrough(storageId: string, keys: RenewalKeys): Promise<void> {
    try {
      const { renewed, unopened } = await renewEscrows(await this.storages.driver(storageId), keys);
      if (renewed > 0)
        this.logger.warn(
          `${renewed} keys in the store ${storageId} were not there, or not for this master key: they are now.`,
        );
      for (const name of unopened) {
        this.logger.warn(
          `${name} in the store ${storageId} is of no master key that we have, and of no tenant that we know.`,
        );
      }
      this.lookedThrough.set(storageId, performance.now());
      await this.record(storageId, null);
    } catch (error) {
      const recorded = toRecordedError(error);
      this.logger.warn(`The keys in the store ${storageId} wait: ${recorded.message}`);
      await this.record(storageId, recorded);
    }
  }

  private async record(storageId: string, error: RecordedError | null): Promise<void> {
    await this.database.asSystem((manager) =>
      manager.query(
        `INSERT INTO escrow_states ("storageId", "masterKeyId", "triedAt", error) VALUES ($1, $2, now(), $3)
         ON CONFLICT ("storageId") DO UPDATE
           SET "masterKeyId" = coalesce(excluded."masterKeyId", escrow_states."masterKeyId"),
               "triedAt" = excluded."triedAt", error = excluded.error`,
        [storageId, error === null ? this.masterKeys.keyId : null, error === null ? null : JSON.stringify(error)],
      ),
    );
  }

  /** Stores whose keys still wait for the current master key. */
  async waiting(): Promise<EscrowState[]> {
    return this.database.asSystem((manager) =>
      manager
        .createQueryBuilder(EscrowState, 'state')
        .where('state."masterKeyId" IS DISTINCT FROM :current', { current: this.masterKeys.keyId })
        .getMany(),
    );
  }

  private async renewalKeys(storageId: string): Promise<RenewalKeys> {
    const { masterKey, masterKeyPrevious, recoveryRecipient } = this.settings;
    return {
      current: await masterRecoveryIdentity(masterKey),
      previous: masterKeyPrevious === null ? null : await masterRecoveryIdentity(masterKeyPrevious),
      recoveryRecipient,
      expected: await this.expectedKeys(storageId),
      known: (tenantId, keyId) => this.knownIdentity(tenantId, keyId),
      encrypt: encryptSmall,
    };
  }

  private async expectedKeys(storageId: string): Promise<KeyName[]> {
    return this.database.asSystem((manager) =>
      manager.query<KeyName[]>(
        `SELECT DISTINCT "tenantId", "keyId" FROM artifacts
          WHERE "storageId" = $1 AND "keyId" IS NOT NULL ORDER BY 1, 2`,
        [storageId],
      ),
    );
  }

  /** One that is damaged here may be whole in the store. */
  private async knownIdentity(tenantId: string, keyId: string): Promise<string | null> {
    try {
      return await this.keyring.identityIfKnown(tenantId, keyId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'KEY_UNAVAILABLE') return null;
      throw error;
    }
  }
}
