import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of Backstitch, from package.json: the nearest one above, in the sources as in the build. */
export const VERSION: string = readVersion(import.meta.dirname);

function readVersion(directory: string): string {
  const file = join(directory, 'package.json');
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  return readVersion(dirname(directory));
}
