import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../paths.mjs';
import { onShutdown } from '../shutdown.mjs';
import { spawnGroup } from '../spawn-group.mjs';

/**
 * Runs the cells (test/faults/soak) as a program of their own, in TypeScript by tsx.
 * @returns {Promise<{exitCode: number, resultsFile: string | null}>} no file: not one cell came to its end
 */
export async function runSoak({ minutes, seed, only, evidence, env }) {
  const soak = { minutes, seed, only, directory: evidence };
  const main = join(repository, 'test/faults/soak/main.ts');
  const group = await spawnGroup(process.execPath, ['--import', 'tsx', main], {
    cwd: repository,
    env: { ...env, BST_SOAK: JSON.stringify(soak) },
  });
  onShutdown(group.stop);
  const { exitCode } = await group.exited;
  const resultsFile = join(evidence, 'results.json');
  return { exitCode: exitCode ?? 1, resultsFile: existsSync(resultsFile) ? resultsFile : null };
}
