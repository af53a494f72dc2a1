import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../shutdown.mjs';

const USAGE = 'usage: npm run soak -- [--minutes N] [--only NAME] [--seed S] [--evidence DIRECTORY]';

export function readSoakOptions(args = process.argv.slice(2)) {
  const values = parse(args);
  const minutes = Number(values.minutes);
  const seed = values.seed === undefined ? randomInt(1, 2 ** 31) : Number(values.seed);
  if (!(minutes > 0)) throw new SetupError('--minutes takes a number above 0.');
  if (!Number.isInteger(seed) || seed < 0) throw new SetupError('--seed takes a whole number.');
  const evidence = values.evidence ?? mkdtempSync(join(tmpdir(), 'backstitch-soak-'));
  return { minutes, seed, only: values.only ?? null, evidence: resolve(evidence) };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        minutes: { type: 'string', default: '120' },
        only: { type: 'string' },
        seed: { type: 'string' },
        evidence: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${error.message}\n${USAGE}`);
  }
}
