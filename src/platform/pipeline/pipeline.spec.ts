import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished, pipeline } from 'node:stream/promises';
import { AppError } from '../../common/app-error.js';
import { ProcessRunner } from '../process/process-runner.js';
import { ageDecrypt, ageEncrypt } from './age.js';
import { checksumStage, tapStage } from './observers.js';
import { runPipeline, type PipelineOptions } from './pipeline.js';
import { endOf, programSink, programSource, programStage, readerFailure } from './program-parts.js';
import type { PipelineSink, PipelineSource, PipelineStage } from './stage.js';
import { discardSink } from './stored-parts.js';
import { zstdCompress, zstdDecompress } from './zstd.js';

const runner = new ProcessRunner({ PATH: process.env.PATH });
const zstd = { runner, program: 'zstd' };
let directory: string;
let identity: string;
let recipient: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bst-pipeline-'));
  const { stdout } = await runner.run({ program: 'age-keygen', args: [] });
  identity = /AGE-SECRET-KEY-1\S+/.exec(stdout)?.[0] ?? '';
  recipient = /age1\S+/.exec(stdout)?.[0] ?? '';
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const part = (script: string, name = script) => ({
  name,
  runner,
  spec: { program: 'sh', args: ['-c', script] },
  failure: (result: Parameters<typeof endOf>[0]) => new AppError('DUMP_FAILED', `${name}: ${endOf(result)}`),
});
const source = (script: string, name?: string): PipelineSource => programSource(part(script, name));
const stage = (script: string, name?: string): PipelineStage => programStage(part(script, name));

function bytesSource(bytes: Buffer): PipelineSource {
  return {
    name: 'bytes',
    open: () => {
      const output = Readable.from(
        (function* () {
          for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
        })(),
        { objectMode: false },
      );
      return { output, ended: finished(output) };
    },
  };
}

/** Commits only when its input has ended, as a store does. */
function memorySink(): PipelineSink & { committed: Buffer | undefined; sawError: unknown } {
  return {
    name: 'memory',
    committed: undefined,
    sawError: undefined,
    async consume(input) {
      try {
        this.committed = await buffer(input);
      } catch (error) {
        this.sawError = error;
        throw error;
      }
    },
  };
}

const run = (options: Partial<PipelineOptions> & Pick<PipelineOptions, 'source'>): Promise<void> =>
  runPipeline({ stages: [], sink: discardSink(), stallTimeoutMs: 60_000, ...options });

async function processesNamed(mark: string): Promise<number> {
  const { stdout } = await runner.run({ program: 'ps', args: ['-eo', 'stat,args'] });
  return stdout.split('\n').filter((line) => line.includes(mark) && !line.startsWith('Z')).length;
}

describe('runPipeline', () => {
  it('carries every byte through programs and observers, and back', async () => {
    const bytes = Buffer.concat([randomBytes(1_500_000), Buffer.alloc(6_000_000, 'abc')]);
    const file = join(directory, 'stored');
    const totals: number[] = [];
    const checksum = checksumStage();
    await run({
      source: bytesSource(bytes),
      stages: [
        tapStage('meter', (chunk) => totals.push((totals.at(-1) ?? 0) + chunk.length)),
        zstdCompress({ ...zstd, level: 3, threads: 2 }),
        ageEncrypt({ runner, program: 'age', recipients: [recipient] }),
        checksum,
      ],
      sink: { name: 'file', consume: async (input, signal) => pipeline(input, createWriteStream(file), { signal }) },
    });
    const stored = readFileSync(file);
    expect(checksum.result).toEqual({
      sha256: createHash('sha256').update(stored).digest('hex'),
      bytes: stored.length,
    });
    expect(stored.length).toBeLessThan(bytes.length / 3);
    expect(totals.at(-1)).toBe(bytes.length);
    expect(totals).toEqual([...totals].sort((a, b) => a - b));

    const sink = memorySink();
    await run({
      source: {
        name: 'file',
        open: () => {
          const output = createReadStream(file);
          return { output, ended: finished(output) };
        },
      },
      stages: [ageDecrypt({ runner, program: 'age', identity }), zstdDecompress(zstd)],
      sink,
    });
    expect(sink.committed?.equals(bytes)).toBe(true);
  });

  it('carries nothing at all as well', async () => {
    const sink = memorySink();
    await run({ source: source('true'), stages: [stage('cat')], sink });
    expect(sink.committed?.length).toBe(0);
  });

  it('holds the end back: a source that gives a clean end but a bad exit code is never committed', async () => {
    const sink = memorySink();
    const failing = run({
      source: source('echo rows; exec >&-; sleep 0.2; echo "server closed the connection" >&2; exit 1', 'pg_dump'),
      stages: [stage('cat'), checksumStage()],
      sink,
    });
    await expect(failing).rejects.toMatchObject({
      code: 'DUMP_FAILED',
      message: 'pg_dump: exit code 1: server closed the connection',
    });
    expect(sink.committed).toBeUndefined();
    expect(sink.sawError).toMatchObject({ code: 'DUMP_FAILED' });
  });

  it('holds the end back for a stage that fails after its output has ended', async () => {
    const sink = memorySink();
    const failing = run({
      source: source('echo rows'),
      stages: [stage('cat; exec >&-; sleep 0.1; exit 4', 'late')],
      sink,
    });
    await expect(failing).rejects.toMatchObject({ message: 'late: exit code 4' });
    expect(sink.committed).toBeUndefined();
  });

  it.each([
    ['the source', source('head -c 300000 /dev/zero; kill -9 $$', 'culprit'), stage('cat'), stage('cat')],
    ['the first stage', source('cat /dev/zero'), stage('head -c 200000 >/dev/null; exit 7', 'culprit'), stage('cat')],
    ['the last stage', source('cat /dev/zero'), stage('cat'), stage('head -c 200000; exit 7', 'culprit')],
  ])(
    'rejects with the root cause when %s fails, not with what its neighbours saw',
    async (_which, first, second, third) => {
      const sink = memorySink();
      await expect(run({ source: first, stages: [second, third], sink })).rejects.toMatchObject({
        code: 'DUMP_FAILED',
        message: expect.stringMatching(/^culprit: (signal SIGKILL|exit code 7)$/),
      });
      expect(sink.committed).toBeUndefined();
    },
  );

  it('shows no part an end that another one did not mean: a killed stage is never a cut input', async () => {
    const damage = new AppError('ARCHIVE_UNREADABLE', 'it ends within its table of contents');
    const reader = tapStage(
      'archive',
      () => undefined,
      () => {
        throw damage;
      },
    );
    const killed = run({
      source: source('echo rows; exec sleep 5'),
      stages: [stage('head -c 5; exec >&-; sleep 0.2; kill -9 $$', 'zstd'), reader],
    });
    await expect(killed).rejects.toMatchObject({ code: 'DUMP_FAILED', message: 'zstd: signal SIGKILL' });
  });

  it('rejects with the error of the sink, and leaves no process', async () => {
    const full = new AppError('DISK_FULL', 'no room');
    const failing = run({
      source: source('cat /dev/zero; : mark-sink-failed'),
      stages: [stage('cat; : mark-sink-failed')],
      sink: {
        name: 'store',
        consume: async (input) => {
          for await (const chunk of input) throw chunk === null ? new Error('no chunk') : full;
        },
      },
    });
    await expect(failing).rejects.toBe(full);
    expect(await processesNamed('mark-sink-failed')).toBe(0);
  });

  it('fails when a stage ends with 0 before its input did', async () => {
    const failing = run({ source: source('cat /dev/zero'), stages: [stage('head -c 10', 'head')], sink: memorySink() });
    await expect(failing).rejects.toMatchObject({
      code: 'INTERNAL_ERROR',
      message: expect.stringContaining('head ended before'),
    });
  });

  it('fails with what an observer throws', async () => {
    const bad = new AppError('ARCHIVE_UNREADABLE', 'not an archive');
    const tap = tapStage('reader', () => {
      throw bad;
    });
    await expect(run({ source: source('cat /dev/zero'), stages: [tap, stage('cat')] })).rejects.toBe(bad);
    const late = tapStage(
      'reader',
      () => undefined,
      () => {
        throw bad;
      },
    );
    const sink = memorySink();
    await expect(run({ source: source('echo x'), stages: [late], sink })).rejects.toBe(bad);
    expect(sink.committed).toBeUndefined();
  });

  it('fails when a program of it does not exist, and starts no lasting process', async () => {
    const failing = run({
      source: source('cat /dev/zero; : mark-not-found'),
      stages: [zstdCompress({ runner, program: 'no-such-zstd', level: 3, threads: 1 })],
    });
    await expect(failing).rejects.toMatchObject({
      code: 'INTERNAL_ERROR',
      message: expect.stringContaining('no-such-zstd'),
    });
    expect(await processesNamed('mark-not-found')).toBe(0);
  });

  it('fails with what a part throws while it is opened', async () => {
    const broken: PipelineStage = {
      name: 'broken',
      open: () => {
        throw new AppError('KEY_UNAVAILABLE', 'no key');
      },
    };
    const failing = run({ source: source('cat /dev/zero; : mark-open'), stages: [broken] });
    await expect(failing).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    expect(await processesNamed('mark-open')).toBe(0);
  });

  it('reads on and drops what a sink leaves, so that a damaged rest still fails', async () => {
    const early: PipelineSink = programSink(part('head -c 10 >/dev/null', 'head'));
    await run({ source: source('head -c 5000000 /dev/zero'), stages: [stage('cat')], sink: early });
    const damaged = run({
      source: source('head -c 5000000 /dev/zero; exit 9', 'source'),
      stages: [stage('cat')],
      sink: early,
    });
    await expect(damaged).rejects.toMatchObject({ message: 'source: exit code 9' });
  });

  it('fails with the error of a program that is the sink', async () => {
    const failing = run({
      source: source('cat /dev/zero'),
      sink: programSink(part('head -c 10 >/dev/null; exit 1', 'pg_restore')),
    });
    await expect(failing).rejects.toMatchObject({ message: 'pg_restore: exit code 1' });
  });

  it('kills a program that is the sink instead of letting it take a cut input for whole', async () => {
    const file = join(directory, 'committed');
    const failing = run({
      source: source('echo rows; sleep 0.2; exit 1', 'source'),
      sink: programSink(part(`cat >/dev/null; touch ${file}`)),
    });
    await expect(failing).rejects.toMatchObject({ message: 'source: exit code 1' });
    expect(existsSync(file)).toBe(false);
  });

  describe('abort', () => {
    it('rejects with CANCELED and leaves no process', async () => {
      const controller = new AbortController();
      const sink = memorySink();
      let moved = false;
      const running = run({
        source: source('cat /dev/zero; : mark-abort'),
        stages: [
          stage('cat; : mark-abort'),
          tapStage('trigger', () => {
            if (!moved)
              setImmediate(() => {
                controller.abort();
              });
            moved = true;
          }),
        ],
        sink: {
          ...sink,
          consume: async (input) => {
            input.resume();
            await finished(input);
          },
        },
        signal: controller.signal,
      });
      await expect(running).rejects.toMatchObject({ code: 'CANCELED' });
      expect(await processesNamed('mark-abort')).toBe(0);
    });

    it('rejects with the reason when that is an error of ours', async () => {
      const reason = new AppError('WORKER_LOST', 'lock lost');
      const running = run({ source: source('sleep 60'), signal: AbortSignal.abort(reason) });
      await expect(running).rejects.toBe(reason);
    });

    it('comes too late once the sink has committed', async () => {
      const controller = new AbortController();
      await run({
        source: source('echo x'),
        sink: {
          name: 'store',
          consume: async (input) => {
            await buffer(input);
            controller.abort();
          },
        },
        signal: controller.signal,
      });
      expect(controller.signal.aborted).toBe(true);
    });
  });

  describe('stall', () => {
    it.each([
      ['a source that gives nothing', source('echo x; sleep 60', 'the source'), stage('cat'), 'the source'],
      ['a stage that takes nothing', source('cat /dev/zero'), stage('sleep 60', 'the stage'), 'the stage'],
      ['a stage that never ends', source('echo x'), stage('cat; sleep 60', 'the stage'), 'the stage'],
    ])('fails with STALLED and names %s', async (_which, first, second, culprit) => {
      const stalled = run({ source: first, stages: [second], stallTimeoutMs: 300 });
      await expect(stalled).rejects.toMatchObject({
        code: 'STALLED',
        message: expect.stringContaining(`waiting for ${culprit}`),
      });
    });

    it('names a sink that takes nothing', async () => {
      const stalled = run({
        source: source('cat /dev/zero'),
        sink: { name: 'the store', consume: async (input) => finished(input) },
        stallTimeoutMs: 300,
      });
      await expect(stalled).rejects.toMatchObject({ code: 'STALLED', message: expect.stringContaining('the store') });
    });

    it('does not fail a slow pipeline that moves', async () => {
      const sink = memorySink();
      await run({ source: source('for n in 1 2 3 4 5 6; do echo $n; sleep 0.1; done'), sink, stallTimeoutMs: 400 });
      expect(sink.committed?.length).toBe(12);
    });

    it('does not fail one whose server is still at work', async () => {
      const asked: string[] = [];
      const sink = memorySink();
      await run({
        source: source('sleep 0.7; echo x', 'server'),
        sink,
        stallTimeoutMs: 200,
        isStillWorking: (name) => asked.push(name) > 0,
      });
      expect(sink.committed?.toString()).toBe('x\n');
      expect(new Set(asked)).toEqual(new Set(['server']));
    });

    it('does not take our own busy event loop for a stall', async () => {
      const running = run({ source: source('sleep 0.1; echo x'), stallTimeoutMs: 500 });
      const until = performance.now() + 1000;
      while (performance.now() < until);
      await running;
    });
  });

  describe('what programs say of damaged input', () => {
    const archive = async (): Promise<Buffer> => {
      const sink = memorySink();
      await run({
        source: bytesSource(randomBytes(300_000)),
        stages: [
          zstdCompress({ ...zstd, level: 1, threads: 1 }),
          ageEncrypt({ runner, program: 'age', recipients: [recipient] }),
        ],
        sink,
      });
      return sink.committed ?? Buffer.alloc(0);
    };
    const open = (bytes: Buffer, key = identity): Promise<void> =>
      run({
        source: bytesSource(bytes),
        stages: [ageDecrypt({ runner, program: 'age', identity: key }), zstdDecompress(zstd)],
      });

    it('a cut, a flipped bit, trailing bytes, an empty object and a wrong key are all ARCHIVE_UNREADABLE', async () => {
      const whole = await archive();
      await open(whole);
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(flipped.readUInt8(150_000) ^ 1, 150_000);
      const other =
        /AGE-SECRET-KEY-1\S+/.exec((await runner.run({ program: 'age-keygen', args: [] })).stdout)?.[0] ?? '';
      for (const attempt of [
        () => open(whole.subarray(0, 200_000)),
        () => open(flipped),
        () => open(Buffer.concat([whole, Buffer.from('x')])),
        () => open(Buffer.alloc(0)),
        () => open(whole, other),
      ]) {
        const error: unknown = await attempt().catch((reason: unknown) => reason);
        expect(error).toMatchObject({ code: 'ARCHIVE_UNREADABLE', message: expect.stringContaining('age') });
        expect(String(error)).not.toContain(identity);
      }
    });

    it.each(['zstd', 'age'])('%s that is killed says nothing about the archive: INTERNAL_ERROR', async (victim) => {
      const whole = await archive();
      const killing = {
        start: (spec: Parameters<ProcessRunner['start']>[0]) => {
          const running = runner.start(spec);
          if (spec.program === victim && running.pid !== undefined) process.kill(running.pid, 'SIGKILL');
          return running;
        },
      };
      const broken = run({
        source: bytesSource(whole),
        stages: [
          ageDecrypt({ runner: killing, program: 'age', identity }),
          zstdDecompress({ runner: killing, program: 'zstd' }),
        ],
      });
      await expect(broken).rejects.toMatchObject({
        code: 'INTERNAL_ERROR',
        message: `${victim} was broken off (signal SIGKILL)`,
      });
    });

    it('zstd that lacks what it needs says nothing about the archive either', async () => {
      const sink = memorySink();
      await run({
        source: bytesSource(randomBytes(300_000)),
        stages: [zstdCompress({ ...zstd, level: 1, threads: 1 })],
        sink,
      });
      const full = programSource({
        ...part(''),
        spec: {
          program: 'sh',
          args: ['-c', 'zstd -q -d -c < /dev/fd/3 > /dev/full'],
          secretFile: sink.committed ?? '',
        },
        failure: (result) => readerFailure('zstd', result, () => new AppError('ARCHIVE_UNREADABLE', 'damaged')),
      });
      await expect(run({ source: full })).rejects.toMatchObject({
        code: 'INTERNAL_ERROR',
        message: expect.stringContaining('No space left'),
      });
    });

    it('zstd refuses what is cut, empty or not its own', async () => {
      const sink = memorySink();
      await run({
        source: bytesSource(randomBytes(300_000)),
        stages: [zstdCompress({ ...zstd, level: 1, threads: 1 })],
        sink,
      });
      for (const bytes of [
        sink.committed?.subarray(0, 200_000) ?? Buffer.alloc(0),
        Buffer.alloc(0),
        Buffer.from('plain text'),
      ]) {
        const attempt = run({ source: bytesSource(bytes), stages: [zstdDecompress(zstd)] });
        await expect(attempt).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
      }
    });
  });

  it('does not hold the data in memory', async () => {
    const before = process.memoryUsage().rss;
    let peak = before;
    let bytes = 0;
    await run({
      source: source('head -c 400000000 /dev/zero'),
      stages: [tapStage('watch', () => (peak = Math.max(peak, process.memoryUsage.rss()))), stage('cat')],
      sink: {
        name: 'slow',
        consume: async (input) => {
          for await (const chunk of input) {
            bytes += (chunk as Buffer).length;
            await new Promise(setImmediate);
          }
        },
      },
    });
    expect(bytes).toBe(400_000_000);
    expect(peak - before).toBeLessThan(150_000_000);
  });
});
