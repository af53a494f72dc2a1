import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../shutdown.mjs';

export function readBenchOptions(args = process.argv.slice(2)) {
  const { values } = parse(args);
  const sizeMb = Number(values.size);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(sizeMb) || sizeMb < 10) throw new SetupError('--size takes a whole number of MB, at least 10.');
  if (!Number.isInteger(rounds) || rounds < 1) throw new SetupError('--rounds takes a whole number, at least 1.');
  return { sizeMb, rounds, jsonFile: values.json === undefined ? null : resolve(values.json) };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        size: { type: 'string', default: '500' },
        rounds: { type: 'string', default: '3' },
        json: { type: 'string' },
      },
    });
  } catch (error) {
    throw new SetupError(`${error.message}\nusage: npm run bench -- [--size MB] [--rounds N] [--json FILE]`);
  }
}
