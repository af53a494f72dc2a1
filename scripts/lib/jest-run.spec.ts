import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { countResults, splitArguments } from './jest-run.mjs';

describe('splitArguments', () => {
  it.each([
    [[], [], []],
    [['swap'], [], ['swap']],
    [['--selectProjects', 'medium', 'some.spec'], ['medium'], ['some.spec']],
    [
      ['--selectProjects', 'unit', 'e2e', '-t', 'unit'],
      ['unit', 'e2e'],
      ['-t', 'unit'],
    ],
  ])('%j', (args, kinds, rest) => {
    expect(splitArguments(args)).toEqual({ kinds, rest });
  });
});

describe('countResults', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'jest-run-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  function report(counts: Record<string, number>): string {
    const file = join(directory, 'report.json');
    const none = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0 };
    writeFileSync(file, JSON.stringify({ ...none, numTodoTests: 0, ...counts }));
    return file;
  }

  it('counts a suite that could not run as a failure', () => {
    const file = report({ numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 2, numPendingTests: 1 });
    expect(countResults(file, 1)).toEqual({ passed: 3, failed: 3, skipped: 1 });
  });

  it('counts a bad end of Jest as a failure even if every test passed', () => {
    expect(countResults(report({ numPassedTests: 3 }), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a crash that left no report as a failure', () => {
    expect(countResults(join(directory, 'absent.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
