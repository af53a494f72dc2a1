import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the clone. */
export const repository = resolve(fileURLToPath(import.meta.url), '../../..');

/** Where private servers and generated secrets live; `.backstitch` in the clone unless the environment says otherwise. */
export function backstitchHome(env = process.env) {
  return resolve(repository, env.BACKSTITCH_HOME || '.backstitch');
}
