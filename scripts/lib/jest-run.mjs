import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './paths.mjs';
import { onShutdown } from './shutdown.mjs';
import { spawnGroup } from './spawn-group.mjs';

/**
 * One run for all that `npm test` is: files that wait for processes of their own leave time for others, four at once on
 * two cores (in which order: test/longest-first.mjs).
 */
const GROUPS = [
  { kinds: ['unit', 'contract', 'medium', 'e2e', 'faults', 'ui'], options: ['--maxWorkers=4'] },
  { kinds: ['soak'], options: ['--maxWorkers=1'], onlyWhenAsked: true },
];

/**
 * Runs Jest in groups of kinds and adds up what it reports.
 * @param {{ args: string[], env: NodeJS.ProcessEnv, resultsDir: string }} options
 *   `args`: kinds after `--selectProjects`; all else goes to Jest as it is
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>} a suite that cannot run counts as one failure
 */
export async function runJest({ args, env, resultsDir }) {
  const { kinds, rest } = splitArguments(args);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [index, group] of GROUPS.entries()) {
    const isMeant = kinds.length === 0 && !group.onlyWhenAsked;
    const wanted = group.kinds.filter((kind) => isMeant || kinds.includes(kind));
    if (wanted.length === 0) continue;
    const results = join(resultsDir, `jest-${index}.json`);
    const exitCode = await spawnJest([...group.options, ...rest, '--selectProjects', ...wanted], results, env);
    const counted = countResults(results, exitCode);
    for (const key of Object.keys(total)) total[key] += counted[key];
  }
  return total;
}

/** `--selectProjects medium some.spec`: names of kinds select, other words are patterns. */
export function splitArguments(args) {
  const known = GROUPS.flatMap((group) => group.kinds);
  const kinds = [];
  const rest = [];
  let isSelecting = false;
  for (const word of args) {
    if (word === '--selectProjects') isSelecting = true;
    else if (isSelecting && known.includes(word)) kinds.push(word);
    else {
      isSelecting = false;
      rest.push(word);
    }
  }
  return { kinds, rest };
}

/** What Jest's own report says; without one it crashed, which is a failure. */
export function countResults(file, exitCode) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function spawnJest(args, results, env) {
  const jest = join(repository, 'node_modules/jest/bin/jest.js');
  // A pattern may match in one group only; that none matched at all is seen in the sum.
  const own = ['--json', `--outputFile=${results}`, '--passWithNoTests'];
  const group = await spawnGroup(process.execPath, ['--experimental-vm-modules', jest, ...own, ...args], {
    cwd: repository,
    env,
  });
  onShutdown(group.stop);
  const { exitCode } = await group.exited;
  return exitCode ?? 1;
}
