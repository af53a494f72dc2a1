import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { ProcessRunner } from '../process/process-runner.js';
import { gzipCompress, gzipDecompress } from './gzip.js';
import { runPipeline } from './pipeline.js';
import type { PipelineStage } from './stage.js';

const runner = new ProcessRunner({ PATH: process.env.PATH });
const text = Buffer.from('rows and rows and rows\n'.repeat(50_000));

async function through(bytes: Buffer, stage: PipelineStage): Promise<Buffer> {
  let given: Buffer = Buffer.alloc(0);
  await runPipeline({
    source: {
      name: 'bytes',
      open: () => {
        const output = Readable.from([bytes], { objectMode: false });
        return { output, ended: finished(output) };
      },
    },
    stages: [stage],
    sink: {
      name: 'memory',
      consume: async (input) => {
        given = await buffer(input);
      },
    },
    stallTimeoutMs: 30_000,
  });
  return given;
}

it('writes what every gzip reads, smaller at a higher level, and reads it back', async () => {
  const quick = await through(text, gzipCompress({ runner, level: 1 }));
  const small = await through(text, gzipCompress({ runner, level: 9 }));
  expect(gunzipSync(quick).equals(text)).toBe(true);
  expect(small.length).toBeLessThan(quick.length);
  expect((await through(small, gzipDecompress({ runner }))).equals(text)).toBe(true);
});

it('a cut, a flipped bit, garbage behind it, nothing, and what is no gzip are all ARCHIVE_UNREADABLE', async () => {
  const whole = await through(text, gzipCompress({ runner, level: 6 }));
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(whole.length - 6) ^ 1, whole.length - 6);
  for (const damaged of [
    whole.subarray(0, whole.length - 5),
    flipped,
    Buffer.concat([whole, Buffer.from('garbage')]),
    Buffer.alloc(0),
    text,
  ]) {
    await expect(through(damaged, gzipDecompress({ runner }))).rejects.toMatchObject({
      code: 'ARCHIVE_UNREADABLE',
      message: expect.stringContaining('gzip'),
    });
  }
});

it('is made by pigz where that is installed', async () => {
  const programs = mkdtempSync(join(tmpdir(), 'bst-pigz-'));
  const pigz = join(programs, 'pigz');
  writeFileSync(pigz, '#!/bin/sh\necho by pigz: "$@"; cat > /dev/null\n');
  chmodSync(pigz, 0o700);
  const withPigz = new ProcessRunner({ PATH: `${programs}:${process.env.PATH ?? ''}` });
  const made = await through(text, gzipCompress({ runner: withPigz, level: 4 }));
  rmSync(programs, { recursive: true });
  expect(made.toString()).toBe('by pigz: -q -n -c -4\n');
});

it('a gzip that is killed says nothing about the archive: INTERNAL_ERROR', async () => {
  const whole = await through(text, gzipCompress({ runner, level: 6 }));
  const killing = {
    has: () => false,
    start: (spec: Parameters<ProcessRunner['start']>[0]) => {
      const running = runner.start(spec);
      if (running.pid !== undefined) process.kill(running.pid, 'SIGKILL');
      return running;
    },
  };
  await expect(through(whole, gzipDecompress({ runner: killing }))).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
});
