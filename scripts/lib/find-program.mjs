import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where distributions and Homebrew put programs that PATH may lack (a service's, or an empty one). */
const USUAL_DIRECTORIES = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/sbin',
  '/sbin',
  '/opt/homebrew/bin',
  '/usr/games',
];

/** Parents of one directory per major version, each with programs in `bin`. */
const POSTGRES_PARENTS = [
  '/usr/lib/postgresql',
  '/usr/libexec',
  '/opt/homebrew/opt',
  '/usr/local/opt',
  '/usr',
  '/Applications/Postgres.app/Contents/Versions',
];
const POSTGRES_VERSION = /^(?:postgresql(?:@|-?)|pgsql-|postgresql)?(\d+)$/;

/** @param {string} name @returns {string | null} the absolute path */
export function findProgram(name, env = process.env) {
  const directories = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...USUAL_DIRECTORIES];
  return directories.map((directory) => join(directory, name)).find(isExecutable) ?? null;
}

/**
 * The newest PostgreSQL that has all of these programs in one directory.
 * @param {string[]} programs
 * @returns {{ bin: string, major: number } | null}
 */
export function findPostgres(programs = ['initdb', 'postgres', 'psql', 'pg_dump', 'pg_restore']) {
  const found = [];
  for (const parent of POSTGRES_PARENTS) {
    for (const name of list(parent)) {
      const major = Number(POSTGRES_VERSION.exec(name)?.[1]);
      const bin = join(parent, name, 'bin');
      if (major && programs.every((program) => isExecutable(join(bin, program)))) found.push({ bin, major });
    }
  }
  for (const bin of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    if (!programs.every((program) => isExecutable(join(bin, program)))) continue;
    const major = majorOf(join(bin, programs[0]));
    if (major) found.push({ bin, major });
  }
  return found.sort((a, b) => b.major - a.major)[0] ?? null;
}

/** A Python that can import all of these modules: the system's first, as packages install into that one. */
export function findPython(modules) {
  const candidates = ['/usr/bin/python3', findProgram('python3')].filter((path) => path !== null && isExecutable(path));
  const works = (python) => {
    try {
      execFileSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore', timeout: 20_000 });
      return true;
    } catch {
      return false; // the module is not there, which is the answer
    }
  };
  return candidates.find(works) ?? null;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // not there, or not for us: which is the answer
  }
}

function majorOf(program) {
  try {
    const version = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe', timeout: 20_000 });
    return Number(/\(PostgreSQL\) (\d+)/.exec(version)?.[1]);
  } catch {
    return 0; // a wrapper without a server behind it
  }
}

function list(directory) {
  try {
    return readdirSync(directory);
  } catch {
    return []; // this system keeps nothing there
  }
}
