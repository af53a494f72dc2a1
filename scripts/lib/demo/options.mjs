import { parseArgs } from 'node:util';
import { SetupError } from '../shutdown.mjs';

const SABOTAGES = ['alter-row', 'skip-swap'];

/**
 * `--size MB` of the shop, `--keep`: leave everything running until Ctrl-C.
 * `--sabotage` is for the test of the demo: it does something wrong that the demo's own checks have to find.
 */
export function readOptions(args = process.argv.slice(2)) {
  const { values } = parse(args);
  const sizeMb = Number(values.size);
  if (!Number.isInteger(sizeMb) || sizeMb < 10) throw new SetupError('--size takes a whole number of MB, at least 10.');
  if (values.sabotage !== undefined && !SABOTAGES.includes(values.sabotage)) {
    throw new SetupError(`--sabotage takes one of ${SABOTAGES.join(', ')}.`);
  }
  return { sizeMb, keep: values.keep, sabotage: values.sabotage };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        size: { type: 'string', default: '300' },
        keep: { type: 'boolean', default: false },
        sabotage: { type: 'string' },
      },
    });
  } catch (error) {
    throw new SetupError(`${error.message}\nusage: npm run demo -- [--size MB] [--keep]`);
  }
}
