import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidV7 } from 'uuid';
import { LocalStorage } from '../../src/platform/storage/drivers/local-storage.js';
import { registerLocalStore } from '../../src/platform/storage/drivers/local-store-marker.js';
import { storageDriverContract } from './storage-driver.contract.js';

storageDriverContract('LocalStorage', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bst-store-'));
  const root = join(directory, 'root');
  return {
    driver: new LocalStorage(root, await registerLocalStore(root, uuidV7())),
    takeAway: () => rename(root, join(directory, 'elsewhere')),
    bringBack: () => rename(join(directory, 'elsewhere'), root),
    close: () => rm(directory, { recursive: true }),
  };
});
