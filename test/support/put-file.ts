/** Puts bytes into a local store and says how it ended: `node --import tsx put-file.ts ROOT KEY BYTES`; BYTES may be Infinity. */
import { Readable } from 'node:stream';
import { LocalStorage } from '../../src/platform/storage/drivers/local-storage.js';
import { toRecordedError } from '../../src/common/app-error.js';

const [root = '', key = '', bytes = '0'] = process.argv.slice(2);
const block = Buffer.alloc(65_536, 'x');
const body = Readable.from(
  (function* () {
    for (let sent = 0; sent < Number(bytes); sent += block.length) {
      if (sent === 8 * 1024 * 1024) process.stdout.write('writing\n');
      yield block.subarray(0, Math.min(block.length, Number(bytes) - sent));
    }
  })(),
);
const storage = new LocalStorage(root, null);
const outcome = await storage.put(key, body).catch(toRecordedError);
const keys: string[] = [];
for await (const object of storage.list('')) keys.push(object.key);
process.stdout.write(
  `${JSON.stringify({ outcome, keys, space: await storage.space(), swept: await storage.sweep(() => false) })}\n`,
);
