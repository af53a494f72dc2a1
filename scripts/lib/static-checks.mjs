import { join } from 'node:path';
import { repository } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './steps.mjs';

const CHECKS = [
  ['Format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['Lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']],
  ['Types', 'typescript/bin/tsc', ['--noEmit']],
  [
    'Walls',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['src', 'migrations', '--config', '.dependency-cruiser.cjs'],
  ],
];

/**
 * What `npm run check` looks at without running anything of ours; one after the other, to go on beside the tests.
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>} each check counts as one test
 */
export async function checkStatically() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, program, options] of CHECKS) {
    const startedAt = performance.now();
    const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
    try {
      await run(process.execPath, [join(repository, 'node_modules', program), ...options], { cwd: repository });
      total.passed += 1;
      say(`${name} … ${seconds()}`);
    } catch (error) {
      total.failed += 1;
      say(`${name} … failed after ${seconds()}`);
      console.error(error.message);
    }
  }
  return total;
}
