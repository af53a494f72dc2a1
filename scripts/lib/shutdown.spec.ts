import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const MODULE = new URL('./shutdown.mjs', import.meta.url).href;

/** Runs a script whose main has this body; answers its exit code and what it printed. */
async function runMain(body: string): Promise<{ code: number; output: string }> {
  const script = `import { onShutdown, runMain, shutdown } from '${MODULE}';
    onShutdown(() => console.log('cleaned up'));
    await runMain(async () => { ${body} });`;
  const args = ['--input-type=module', '--eval', script];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe('the end of a script', () => {
  it('is what its main returns, also when that had cleaned up already', async () => {
    expect(await runMain('return 0;')).toEqual({ code: 0, output: 'cleaned up\n' });
    expect(await runMain('return 1;')).toEqual({ code: 1, output: 'cleaned up\n' });
    expect(await runMain('await shutdown(); return 1;')).toEqual({ code: 1, output: 'cleaned up\n' });
  });

  it('is 1 and the error when its main throws, before or after cleaning up', async () => {
    for (const body of ["throw new Error('broken');", "await shutdown(); throw new Error('broken');"]) {
      const { code, output } = await runMain(body);
      expect(code).toBe(1);
      expect(output).toContain('broken');
    }
  });

  it('is the number of the signal that ended it, and nothing is told of what failed by it', async () => {
    const { code, output } = await runMain(`
      process.kill(process.pid, 'SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Error('broken');`);
    expect({ code, output }).toEqual({ code: 143, output: 'cleaned up\n' });
  });
});
