import { runNpm } from './packages.mjs';
import { say } from './steps.mjs';

/** Scripts of package.json, of which `npm run check` is made. */
const CHECKS = { Format: 'format:check', 'Lint and types': 'lint', Walls: 'walls' };

/**
 * What `npm run check` looks at without running anything of ours; one after the other, to go on beside the tests.
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>} each check counts as one test
 */
export async function checkStatically() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, script] of Object.entries(CHECKS)) {
    const startedAt = performance.now();
    const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
    try {
      await runNpm('run', '--silent', script);
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
