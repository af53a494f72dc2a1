import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { processesUsing } from '../../scripts/lib/leftovers.mjs';

/** Real: everything. The demo is run as a person runs it, only with a small shop. */
const DEMO = path.resolve('scripts/demo.mjs');
const TIMEOUT_MS = 240_000;

interface DemoRun {
  exitCode: number | null;
  output: string;
  leftBehind: string[];
}

function runDemo(
  options: string[],
  onOutput: (output: string, stop: () => void) => void = () => undefined,
): Promise<DemoRun> {
  const home = mkdtempSync(path.join(tmpdir(), 'demo-test-'));
  chmodSync(home, 0o711); // servers that run as somebody else must be able to enter
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [DEMO, '--size', '12', ...options], {
      env: { ...process.env, BACKSTITCH_HOME: home, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (text: string) => {
      output += text;
      onOutput(output, () => child.kill('SIGINT'));
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      const leftBehind = [...processesUsing(home).map(({ command }) => command), ...readdirSync(home)];
      rmSync(home, { recursive: true, force: true });
      resolve({ exitCode, output, leftBehind });
    });
  });
}

describe('npm run demo', () => {
  it(
    'does the main job, ends 0 and leaves nothing behind',
    async () => {
      const { exitCode, output, leftBehind } = await runDemo([]);
      expect(output).toContain('every row is that of the backup');
      expect(output).toContain('every row of the live shop is back');
      expect(output).toContain('none failed');
      expect(output).not.toContain('FAILED');
      expect(exitCode).toBe(0);
      expect(leftBehind).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'says so and does not end 0 when one row was altered after the restore',
    async () => {
      const { exitCode, output, leftBehind } = await runDemo(['--sabotage', 'alter-row']);
      expect(output).toContain('FAILED: every row is that of the backup');
      expect(output).toMatch(/public\.products: as many rows \(\d+\), but not the same/);
      expect(output).not.toContain('Summary');
      expect(exitCode).toBe(1);
      expect(leftBehind).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'says so and does not end 0 when the swap was left out',
    async () => {
      const { exitCode, output, leftBehind } = await runDemo(['--sabotage', 'skip-swap']);
      expect(output).toContain('FAILED: every row is that of the backup');
      expect(output).toContain('FAILED: clients saw one swap');
      expect(output).not.toContain('Summary');
      expect(exitCode).toBe(1);
      expect(leftBehind).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'stops everything that it started on Ctrl-C in the middle of a backup',
    async () => {
      let isStopped = false;
      const { exitCode, output, leftBehind } = await runDemo([], (soFar, stop) => {
        if (isStopped || !soFar.includes('A backup')) return;
        isStopped = true;
        stop();
      });
      expect(isStopped).toBe(true);
      expect(output).not.toContain('Summary');
      expect(exitCode).toBe(130);
      expect(leftBehind).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
