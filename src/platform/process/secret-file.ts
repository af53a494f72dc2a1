import { randomBytes } from 'node:crypto';
import { accessSync, closeSync, constants, openSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A descriptor of a 0600 file that lost its name before it got its contents; a child given it as descriptor 3 reads
 * `/dev/fd/3`. In memory (/dev/shm) where there is such a place. The caller closes it once the child was started.
 */
export function openSecretFile(contents: string | Buffer, temporaryDirectory: string): number {
  const path = join(memoryDirectory() ?? temporaryDirectory, `.bst-${randomBytes(12).toString('hex')}`);
  const descriptor = openSync(path, 'wx+', 0o600);
  try {
    unlinkSync(path);
    const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
    // Written by position: the offset that the child may share stays at 0.
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function memoryDirectory(): string | undefined {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK);
    return '/dev/shm';
  } catch {
    return undefined; // not Linux, or not allowed: the temporary directory serves
  }
}
