import { existsSync, readFileSync } from 'node:fs';
import { findProgram } from './find-program.mjs';
import { isRunning, processIdentity } from './process-identity.mjs';
import { run } from './run.mjs';
import { onShutdown } from './shutdown.mjs';

/** By what we may install packages here without asking anybody. */
export async function findInstaller() {
  if (process.platform === 'darwin') {
    const brew = findProgram('brew');
    return brew === null
      ? null
      : { kind: 'brew', install: (packages) => run(brew, ['install', '--quiet', ...packages]) };
  }
  if (findProgram('apt-get') === null) return null;
  const asRoot = await findWayToBeRoot();
  return asRoot === null ? null : { kind: 'apt', install: (packages) => installByApt(asRoot, packages) };
}

async function findWayToBeRoot() {
  if (process.getuid() === 0) return (program, args, options) => run(program, args, options);
  const sudo = findProgram('sudo');
  if (sudo === null) return null;
  try {
    await run(sudo, ['-n', 'true'], { timeoutMs: 10_000 });
  } catch {
    return null; // it would ask for a password
  }
  return (program, args, options) => run(sudo, ['-n', program, ...args], options);
}

const APT = ['apt-get', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=3'];
const aptGet = (...args) => ['DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C.UTF-8', ...APT, ...args];
const install = (packages) =>
  aptGet('install', '-y', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...packages);

async function installByApt(asRoot, packages) {
  await asRoot('env', aptGet('update'));
  await withoutServices(asRoot, async () => {
    try {
      await asRoot('env', install(packages));
    } catch {
      // An installation that was interrupted before ours leaves dpkg half way. What is truly wrong fails again below.
      await asRoot('env', ['DEBIAN_FRONTEND=noninteractive', 'dpkg', '--configure', '-a', '--force-confold']);
      await asRoot('env', aptGet('install', '-y', '-f'));
      await asRoot('env', install(packages));
    }
  });
}

const MARK = '# Written by Backstitch while it installs packages; safe to remove. Process: ';
/** Packages of servers start a system service, and PostgreSQL's makes a cluster. We run private ones, on other ports. */
const HINDRANCES = [
  { path: '/usr/sbin/policy-rc.d', mode: '755', text: (mark) => `#!/bin/sh\n${mark}\nexit 101\n` },
  {
    path: '/etc/postgresql-common/createcluster.d/backstitch.conf',
    mode: '644',
    text: (mark) => `${mark}\ncreate_main_cluster = false\n`,
  },
];

async function withoutServices(asRoot, work) {
  const ours = [];
  const remove = async () => {
    const paths = ours.splice(0);
    if (paths.length > 0) await asRoot('rm', ['-f', ...paths]);
  };
  onShutdown(remove);
  const mark = MARK + JSON.stringify(processIdentity(process.pid));
  for (const { path, mode, text } of HINDRANCES) {
    if (existsSync(path)) continue; // somebody else's stays as it is
    ours.push(path);
    const script = 'mkdir -p "$(dirname "$1")" && cat > "$1" && chmod "$2" "$1"';
    await asRoot('sh', ['-c', script, 'sh', path, mode], { input: text(mark) });
  }
  try {
    await work();
  } finally {
    await remove();
  }
}

/** Takes away what an installation that was killed left behind: it would keep services from starting for ever. */
export async function removeLeftHindrances() {
  const left = HINDRANCES.map(({ path }) => path).filter(isLeft);
  if (left.length === 0) return;
  const asRoot = await findWayToBeRoot();
  if (asRoot !== null) await asRoot('rm', ['-f', ...left]);
}

function isLeft(path) {
  if (!existsSync(path)) return false;
  const [, writer] = readFileSync(path, 'utf8').split(MARK);
  return writer !== undefined && !isRunning(JSON.parse(writer.split('\n')[0]));
}
