import { Module, type OnModuleInit } from '@nestjs/common';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { Keyring } from '../encryption-keys/keyring.js';
import { HealthChecks, type HealthFinding } from '../health/health-checks.js';
import { HealthModule } from '../health/health.module.js';
import { EscrowSweep } from './escrow-sweep.js';
import { KeyRotationModule } from './key-rotation.module.js';

@Module({ imports: [EncryptionKeysModule, HealthModule, KeyRotationModule] })
export class KeyRotationApiModule implements OnModuleInit {
  constructor(
    private readonly health: HealthChecks,
    private readonly escrows: EscrowSweep,
    private readonly keyring: Keyring,
  ) {}

  onModuleInit(): void {
    const whenFailed = { status: 'degraded', reason: 'unknown' } as const;
    this.health.register({ name: 'masterKey', whenFailed, check: () => this.checkMasterKey() });
    this.health.register({ name: 'keys', whenFailed, check: () => this.checkKeys() });
  }

  /** A process that was started before the master key was replaced can open nothing, and what it seals would be lost. */
  private async checkMasterKey(): Promise<HealthFinding> {
    if (await this.keyring.isOfThisInstance()) return { status: 'ok' };
    const message = 'The master key was replaced while this process was running: start it again with the new one.';
    return { status: 'down', reason: 'outdated', message };
  }

  /** Until the keys in every store are for the current master key, the previous one is still needed to recover by hand. */
  private async checkKeys(): Promise<HealthFinding> {
    const waiting = await this.escrows.waiting();
    if (waiting.length === 0) return { status: 'ok' };
    return {
      status: 'degraded',
      reason: 'waiting',
      message: 'Keys in a store are still encrypted for the previous master key: it is tried again every 30 s.',
      data: { stores: waiting.map(({ storageId, error }) => ({ id: storageId, error: error?.message ?? null })) },
    };
  }
}
