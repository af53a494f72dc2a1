import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalStorage } from '../../src/platform/storage/drivers/local-storage.js';
import { storageDriverContract } from './storage-driver.contract.js';

storageDriverContract('LocalStorage', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bst-store-'));
  return {
    driver: new LocalStorage(join(directory, 'root')),
    close: () => rm(directory, { recursive: true }),
  };
});
