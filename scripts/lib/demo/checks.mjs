import { formatCount, green, red } from './format.mjs';

/** A check that failed ends the demo; its message names the check. */
export class CheckFailed extends Error {
  constructor(names) {
    super(`failed: ${names.join(' · ')}`);
    this.name = 'CheckFailed';
  }
}

/** The demo's own checks: every one is printed, and after a step's last one the failed ones end the demo. */
export function createChecks() {
  const failed = [];
  let passed = 0;
  return {
    get passed() {
      return passed;
    },
    /**
     * @param {string} name what should be so
     * @param {string[] | boolean} problems what is not so; none (or true): it is so
     * @param {string} [evidence]
     */
    check(name, problems, evidence) {
      const list = problems === true ? [] : problems === false ? [evidence ?? 'it is not'] : problems;
      if (list.length === 0) {
        passed += 1;
        console.log(`  ${green('✓')} ${name}${evidence ? ` (${evidence})` : ''}`);
        return;
      }
      failed.push(name);
      console.log(red(`  ✗ FAILED: ${name}`));
      for (const problem of list.slice(0, 8)) console.log(red(`      ${problem}`));
      if (list.length > 8) console.log(red(`      … and ${formatCount(list.length - 8)} more`));
    },
    endOfStep() {
      if (failed.length > 0) throw new CheckFailed(failed);
    },
  };
}
