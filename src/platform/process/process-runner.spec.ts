import { afterEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Readable, Writable } from 'node:stream';
import { ProcessRunner, type ProcessSpec, type RunningProcess } from './process-runner.js';

const BASE = {
  PATH: process.env.PATH,
  HOME: '/',
  LANG: 'C.UTF-8',
  DATABASE_URL: 'postgres://secret',
  MASTER_KEY: 'secret',
};
const runner = new ProcessRunner(BASE);
const directories: string[] = [];

const sh = (script: string, rest: Partial<ProcessSpec> = {}): ProcessSpec => ({
  program: 'sh',
  args: ['-c', script],
  ...rest,
});
const input = (running: RunningProcess): Writable => {
  if (running.stdin === null) throw new Error('no stdin');
  return running.stdin;
};
const output = (running: RunningProcess): Readable => {
  if (running.stdout === null) throw new Error('no stdout');
  return running.stdout;
};

/** Running, that is: neither gone nor a zombie. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'bst-process-'));
  directories.push(directory);
  return directory;
}

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

describe('ProcessRunner', () => {
  describe('how a program ends', () => {
    it('answers exit code 0 with the output', async () => {
      const result = await runner.run(sh('echo done'));
      expect(result).toMatchObject({ exitCode: 0, signal: null, stdout: 'done\n', canceled: false, timedOut: false });
      expect(result.durationMs).toBeGreaterThan(0);
    });

    it('answers a non-zero exit code with the end of stderr, without rejecting', async () => {
      const result = await runner.run(sh('echo broken >&2; exit 3'));
      expect(result).toMatchObject({ exitCode: 3, stderrTail: 'broken', canceled: false });
    });

    it('answers the signal that ended it', async () => {
      const result = await runner.run(sh('kill -KILL $$'));
      expect(result).toMatchObject({ exitCode: null, signal: 'SIGKILL', canceled: false });
    });

    it('says clearly that a program was not found', async () => {
      const running = runner.start({ program: 'no-such-program-here', args: [], stdout: 'pipe', stdin: 'pipe' });
      await expect(running.ended).rejects.toMatchObject({
        code: 'INTERNAL_ERROR',
        message: expect.stringContaining('no-such-program-here'),
        hint: expect.stringContaining('PATH'),
      });
      expect(output(running).destroyed).toBe(true);
    });

    it('does not take a directory or a relative path for a program', async () => {
      await expect(runner.run({ program: '/tmp', args: [] })).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
      await expect(runner.run({ program: './sh', args: [], cwd: '/bin' })).rejects.toMatchObject({
        code: 'INTERNAL_ERROR',
      });
    });

    it('says that the working directory does not exist', async () => {
      await expect(runner.run(sh('true', { cwd: '/no/such/directory' }))).rejects.toMatchObject({
        code: 'INTERNAL_ERROR',
        hint: expect.stringContaining('/no/such/directory'),
      });
    });

    it('refuses to collect more than 1 MB, and kills the program that prints it', async () => {
      await expect(runner.run({ program: 'yes', args: [] })).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
    });
  });

  describe('streams', () => {
    it('carries stdin to stdout whole', async () => {
      const bytes = randomBytes(3 * 1024 * 1024);
      const cat = runner.start({ program: 'cat', args: [], stdin: 'pipe', stdout: 'pipe' });
      const received: Buffer[] = [];
      output(cat).on('data', (chunk: Buffer) => received.push(chunk));
      await pipeline(Readable.from([bytes]), input(cat));
      expect((await cat.ended).exitCode).toBe(0);
      expect(Buffer.concat(received).equals(bytes)).toBe(true);
    });

    it('survives a child that ends before its input is drained', async () => {
      const head = runner.start({ program: 'head', args: ['-c', '5'], stdin: 'pipe', stdout: 'pipe' });
      const read = text(output(head));
      await expect(pipeline(Readable.from([Buffer.alloc(8 * 1024 * 1024, 'x')]), input(head))).rejects.toThrow();
      expect(await head.ended).toMatchObject({ exitCode: 0, canceled: false });
      expect(await read).toBe('xxxxx');
    });

    it('kills the child when its stdout is destroyed', async () => {
      // One that writes no more would never notice by itself.
      const child = runner.start(sh('echo x; exec sleep 60', { stdout: 'pipe' }));
      await once(output(child), 'data');
      output(child).destroy();
      expect(await child.ended).toMatchObject({ canceled: true, signal: 'SIGTERM' });
      expect(isRunning(child.pid ?? 0)).toBe(false);
    });

    it('kills the child when the sink of its output fails', async () => {
      const child = runner.start(sh('echo x; exec sleep 60', { stdout: 'pipe' }));
      const sink = new Writable({
        write: (_chunk, _encoding, done) => {
          done(new Error('no room'));
        },
      });
      await expect(pipeline(output(child), sink)).rejects.toThrow('no room');
      expect(await child.ended).toMatchObject({ canceled: true, signal: 'SIGTERM' });
      expect(isRunning(child.pid ?? 0)).toBe(false);
    });

    it('kills the child when its input breaks off, so that it cannot take it for whole', async () => {
      const child = runner.start(sh('cat >/dev/null; sleep 60', { stdin: 'pipe' }));
      const failing = Readable.from(
        (async function* () {
          yield 'begin';
          throw new Error('source died');
        })(),
      );
      await expect(pipeline(failing, input(child))).rejects.toThrow('source died');
      expect((await child.ended).canceled).toBe(true);
    });

    it('ends although nobody reads the output of a killed child', async () => {
      const yes = runner.start({ program: 'yes', args: [], stdout: 'pipe' });
      await once(output(yes), 'data');
      output(yes).pause();
      yes.kill();
      expect((await yes.ended).canceled).toBe(true);
    });
  });

  describe('killing', () => {
    it('kills grandchildren too, and leaves no zombie', async () => {
      const child = runner.start(sh('sleep 60 & echo $!; wait', { stdout: 'pipe' }));
      const [line] = (await once(output(child), 'data')) as [Buffer];
      const grandchild = Number(line.toString());
      expect(isRunning(grandchild)).toBe(true);
      child.kill();
      child.kill();
      expect(await child.ended).toMatchObject({ canceled: true, signal: 'SIGTERM' });
      expect(isRunning(grandchild)).toBe(false);
      expect(existsSync(`/proc/${child.pid}`)).toBe(false);
    });

    it('kills with SIGKILL, after 5 s, a grandchild that ignores SIGTERM', async () => {
      const child = runner.start(
        sh(`sh -c 'trap "" TERM; echo $$; while :; do sleep 1; done' & wait`, { stdout: 'pipe' }),
      );
      const [line] = (await once(output(child), 'data')) as [Buffer];
      const begun = performance.now();
      child.kill();
      expect((await child.ended).canceled).toBe(true);
      expect(isRunning(Number(line.toString()))).toBe(false);
      expect(performance.now() - begun).toBeGreaterThan(4900);
      expect(performance.now() - begun).toBeLessThan(9000);
    });

    it('ends what a program leaves behind in its group, and does not wait for it', async () => {
      const result = await runner.run(sh('sleep 60 & echo $!'));
      expect(result).toMatchObject({ exitCode: 0, canceled: false });
      expect(isRunning(Number(result.stdout))).toBe(false);
    });

    it('kills on abort', async () => {
      const controller = new AbortController();
      const child = runner.start({ program: 'sleep', args: ['60'], signal: controller.signal });
      controller.abort();
      expect(await child.ended).toMatchObject({ canceled: true, timedOut: false });
    });

    it('starts nothing when the signal was aborted before', async () => {
      const file = join(temporaryDirectory(), 'touched');
      const child = runner.start({ program: 'touch', args: [file], signal: AbortSignal.abort(), stdout: 'pipe' });
      expect(await child.ended).toMatchObject({ canceled: true });
      expect(existsSync(file)).toBe(false);
    });

    it('kills after the time-out and says that it was one', async () => {
      const result = await runner.run({ program: 'sleep', args: ['60'], timeoutMs: 50 });
      expect(result).toMatchObject({ timedOut: true, canceled: false, signal: 'SIGTERM' });
    });

    /** What the program of `spec` prints first, once the process that started it was killed by SIGKILL. */
    async function startedByOneThatIsKilled(spec: ProcessSpec): Promise<number> {
      const script = `
        import { ProcessRunner } from ${JSON.stringify(new URL('process-runner.ts', import.meta.url).href)};
        const child = new ProcessRunner(process.env).start(${JSON.stringify({ ...spec, stdout: 'pipe' })});
        child.stdout.once('data', (line) => console.log(String(line)));`;
      const file = join(temporaryDirectory(), 'parent.mts');
      writeFileSync(file, script);
      const parent = runner.start({
        program: process.execPath,
        args: ['--import', 'tsx', file],
        cwd: process.cwd(),
        stdout: 'pipe',
      });
      const [line] = (await once(output(parent), 'data')) as [Buffer];
      const pid = Number(line.toString());
      expect(isRunning(pid)).toBe(true);
      process.kill(parent.pid ?? 0, 'SIGKILL');
      await parent.ended;
      return pid;
    }

    async function goes(pid: number, withinMs: number): Promise<void> {
      const deadline = performance.now() + withinMs;
      while (isRunning(pid) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(isRunning(pid)).toBe(false);
    }

    it('lets a program die with us, even when we are killed by SIGKILL', async () => {
      await goes(await startedByOneThatIsKilled(sh('echo $$; exec sleep 60')), 5_000);
    });

    it('lets die with us, too, what a program has started that may start others', async () => {
      await goes(await startedByOneThatIsKilled(sh('sleep 60 & echo $!; wait', { startsOthers: true })), 5_000);
    });

    it('and what takes no notice of SIGTERM', async () => {
      const stubborn = `sh -c 'trap "" TERM; echo $$; while :; do sleep 1; done' & wait`;
      await goes(await startedByOneThatIsKilled(sh(stubborn, { startsOthers: true })), 15_000);
    });

    it('changes nothing for a program that may start others: streams, secrets, exit codes, signals, and no one stays', async () => {
      const script = 'cat /dev/fd/3; cat; echo "$1 $2"; [ -e /proc/$$/fd/4 ] || echo none else; echo $$; exit 7';
      const child = runner.start({
        ...{ program: 'sh', args: ['-c', script, 'sh', 'a "b', '$HOME'], stdin: 'pipe', stdout: 'pipe' },
        ...{ secretFile: 'secret ', startsOthers: true },
      });
      input(child).end('given ');
      const printed = await text(output(child));
      const result = await child.ended;
      expect(result).toMatchObject({ exitCode: 7, signal: null, canceled: false });
      expect(printed).toBe(`secret given a "b $HOME\nnone else\n${child.pid}\n`);
      const begun = performance.now();
      expect(await runner.run(sh('kill -KILL $$', { startsOthers: true }))).toMatchObject({ signal: 'SIGKILL' });
      expect(performance.now() - begun).toBeLessThan(4_000);
    });
  });

  describe('secrets', () => {
    it('lets only the whitelist and the given variables through', async () => {
      const { stdout } = await runner.run({ program: 'env', args: [], env: { PGHOST: 'db' } });
      const names = stdout
        .trim()
        .split('\n')
        .map((line) => line.slice(0, line.indexOf('=')));
      expect(names.sort()).toEqual(['HOME', 'LANG', 'LC_MESSAGES', 'PATH', 'PGHOST']);
    });

    it('hands over a secret file that is in no directory, argv or environment', async () => {
      const result = await runner.run(
        sh('cat /dev/fd/3; stat -Lc " %a %h" /dev/fd/3; tr "\\0" " " < /proc/$$/cmdline; env', {
          secretFile: 'AGE-SECRET',
        }),
      );
      const [first, ...rest] = result.stdout.split('\n');
      expect(first).toBe('AGE-SECRET 600 0');
      expect(rest.join('\n')).not.toContain('AGE-SECRET');
    });

    it('can be read more than once, and hold much', async () => {
      const secret = 'x'.repeat(200_000);
      const result = await runner.run(sh('cat /dev/fd/3 | wc -c; cat /dev/fd/3 | wc -c', { secretFile: secret }));
      expect(result.stdout.split(/\s+/).filter(Boolean)).toEqual(['200000', '200000']);
    });

    it('redacts stderr, in the tail and line by line', async () => {
      const lines: string[] = [];
      const result = await runner.run(
        sh('echo "password=hunter2 for p%40ss" >&2', {
          redact: ['hunter2', 'p@ss'],
          onStderrLine: (line) => lines.push(line),
        }),
      );
      expect(result.stderrTail).toBe('password=*** for ***');
      expect(lines).toEqual(['password=*** for ***']);
    });

    it('kills the program and rejects when the reader of stderr lines throws', async () => {
      const child = runner.start(
        sh('echo line >&2; sleep 60', {
          onStderrLine: () => {
            throw new Error('reader failed');
          },
        }),
      );
      await expect(child.ended).rejects.toThrow('reader failed');
    });
  });
});
