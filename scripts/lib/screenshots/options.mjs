import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '../paths.mjs';
import { SetupError } from '../shutdown.mjs';

const USAGE = `usage: npm run screenshots -- [--only PATTERN] [--theme light|dark] [--width wide|phone] [--locale LOCALE] [--out FOLDER] [--keep] [--of FILE]

  --only PATTERN   scenes whose name matches it, a regular expression
  --locale LOCALE  such as fr-FR; scenes in which something is pressed are left out, unless it is English
  --keep           afterwards Backstitch goes on running, until Ctrl-C
  --of FILE        of what another call keeps running; the FILE is the one that it names`;

export const THEMES = ['light', 'dark'];
/** As a person has it on a desk, and on a phone. */
export const WIDTHS = { wide: { width: 1440, height: 900 }, phone: { width: 360, height: 780 } };

export function readScreenshotOptions(args = process.argv.slice(2)) {
  const { only, theme, width, locale, out, keep, of } = parse(args);
  return {
    only: patternOf(only),
    themes: chosen(theme, THEMES, '--theme'),
    widths: chosen(width, Object.keys(WIDTHS), '--width'),
    locale,
    folder: out === undefined ? `${repository}/screenshots` : resolve(out),
    keep,
    of: of === undefined ? null : resolve(of),
  };
}

function patternOf(text) {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new SetupError(`--only: ${error.message}`);
  }
}

function chosen(value, values, option) {
  if (value === undefined) return values;
  if (!values.includes(value)) throw new SetupError(`${option} takes one of ${values.join(', ')}.`);
  return [value];
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        only: { type: 'string', default: '' },
        theme: { type: 'string' },
        width: { type: 'string' },
        locale: { type: 'string', default: 'en-GB' },
        out: { type: 'string' },
        keep: { type: 'boolean', default: false },
        of: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${error.message}\n${USAGE}`);
  }
}
