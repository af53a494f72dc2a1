import { Readable } from 'node:stream';
import { AppError } from '../../common/app-error.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';

const PROBE_KEY = 'health/probe';

/** One object, taken away at once; one that a killed process left is in nobody's way. */
export async function writeProbe(driver: StorageDriver): Promise<void> {
  const put = async (): Promise<unknown> => driver.put(PROBE_KEY, Readable.from([Buffer.from('a probe of health\n')]));
  try {
    await put();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
    await driver.remove(PROBE_KEY);
    await put();
  }
  await driver.remove(PROBE_KEY);
}
