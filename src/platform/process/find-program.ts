import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The absolute path of a program: itself, or the first executable file of that name on PATH; null if there is none. */
export function findProgram(program: string, path: string | undefined): string | null {
  const candidates = isAbsolute(program)
    ? [program]
    : program.includes('/') || program === ''
      ? []
      : (path ?? '')
          .split(delimiter)
          .filter(isAbsolute)
          .map((directory) => join(directory, program));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false; // absent or not ours to run: the next candidate
  }
}
