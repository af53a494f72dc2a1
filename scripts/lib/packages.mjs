import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from './find-program.mjs';
import { withSetupLock } from './setup-lock.mjs';
import { repository } from './paths.mjs';
import { run } from './run.mjs';
import { step } from './steps.mjs';

const LOCKFILE = join(repository, 'package-lock.json');
/** npm ci removes node_modules first, so a stamp in it is gone until the whole of it is there again. */
const STAMP = join(repository, 'node_modules/.backstitch-installed');

/** Runs `npm ci` unless node_modules already holds what package-lock.json says. */
export async function ensurePackages() {
  if (arePackagesCurrent()) return;
  await withSetupLock(async () => {
    if (arePackagesCurrent()) return; // another start did it meanwhile
    await step('Installing packages (npm ci)', installPackages);
    writeFileSync(STAMP, wantedStamp());
  });
}

async function installPackages() {
  await runNpm('ci', '--no-audit', '--no-fund', '--include=dev');
}

/** npm itself, by the one that started us where there is one: it need not be on PATH. */
export async function runNpm(...args) {
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.execPath, [npm]] : [findNpm(), []];
  const env = { ...process.env, NODE_ENV: 'development' };
  // npm wants a home for its cache.
  if (!env.HOME) env.npm_config_cache = join(repository, '.backstitch/npm-cache');
  await run(program, [...first, ...args], { cwd: repository, env });
}

function findNpm() {
  const beside = join(dirname(process.execPath), 'npm');
  return existsSync(beside) ? beside : (findProgram('npm') ?? 'npm');
}

function arePackagesCurrent() {
  if (!existsSync(join(repository, 'node_modules'))) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wantedStamp()) return true;
  return isInstalledByHand();
}

function wantedStamp() {
  const hash = createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex');
  return `${hash} ${process.platform} ${process.arch}`;
}

/** After `npm install` by a developer: npm's own record of what lies in node_modules agrees with package-lock.json. */
function isInstalledByHand() {
  const record = join(repository, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(LOCKFILE, 'utf8')).packages);
  return wanted.every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}
