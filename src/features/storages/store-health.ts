import { toRecordedError } from '../../common/app-error.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import type { HealthFinding } from '../health/health-checks.js';
import { writeProbe } from './store-probe.js';

/** Everybody may ask for health; nobody may make us write more often than this. */
const WRITE_EVERY_MS = 60_000;
const LOW_PERCENT = 5;
const LOW_BYTES = 1024 ** 3;

/** What health tells of the store that new backups go to. Without it nothing can be backed up or restored; all else works. */
export class StoreHealth {
  private wroteAt = -Infinity;

  constructor(private readonly driver: () => Promise<StorageDriver>) {}

  /** There, and takes what is written. */
  async store(): Promise<HealthFinding> {
    const driver = await this.driver();
    await driver.space();
    if (performance.now() - this.wroteAt < WRITE_EVERY_MS) return { status: 'ok' };
    try {
      await writeProbe(driver);
    } catch (error) {
      const { code, message, hint } = toRecordedError(error);
      const reason = code === 'DISK_FULL' ? 'full' : 'not_writable';
      return { status: 'degraded', reason, message: `${message} ${hint ?? ''}`.trim() };
    }
    this.wroteAt = performance.now();
    return { status: 'ok' };
  }

  async disk(): Promise<HealthFinding> {
    const space = await (await this.driver()).space();
    if (space === null) return { status: 'ok', message: 'This store cannot tell how much room it has.' };
    const freePercent = Math.round((space.free / space.total) * 1000) / 10;
    const data = { ...space, freePercent };
    if (freePercent >= LOW_PERCENT && space.free >= LOW_BYTES) return { status: 'ok', data };
    return { status: 'degraded', reason: 'low', message: 'The store has little room left.', data };
  }
}
