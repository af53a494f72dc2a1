import { execFileSync } from 'node:child_process';

/** As a program packs it that Node has no library for. */
export function packed(program: 'lz4' | 'zstd', input: Buffer | string): Buffer {
  return execFileSync(program, ['-q', '-c'], { input, maxBuffer: 2 ** 28 });
}
