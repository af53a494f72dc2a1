export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

export function runJest(options: { args: string[]; env: NodeJS.ProcessEnv; resultsDir: string }): Promise<TestCounts>;
/** Kinds named after `--selectProjects`, and everything else for Jest. */
export function splitArguments(args: string[]): { kinds: string[]; rest: string[] };
/** What Jest's report says; without one it crashed, which is a failure. */
export function countResults(file: string, exitCode: number): TestCounts;
