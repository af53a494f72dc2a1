import { findInstaller, removeLeftHindrances } from './install-programs.mjs';
import { PROGRAMS } from './programs.mjs';
import { SetupError } from './shutdown.mjs';
import { step } from './steps.mjs';

/**
 * Finds programs, installs what is missing where that can be done without asking, and says in one message what is
 * still missing and how to get it.
 * @type {import('./ensure-programs.d.mts').ensurePrograms}
 */
export async function ensurePrograms({ need }) {
  await removeLeftHindrances();
  const missing = need.filter((name) => PROGRAMS[name].find() === null);
  if (missing.length > 0) await install(missing);
  return Object.fromEntries(need.map((name) => [name, PROGRAMS[name].find()]));
}

async function install(missing) {
  const installer = await findInstaller();
  const packages = (kind) => [...new Set(missing.flatMap((name) => PROGRAMS[name][kind]))];
  let failure = null;
  if (installer !== null && packages(installer.kind).length > 0) {
    try {
      await step(`Installing ${packages(installer.kind).join(', ')}`, () =>
        installer.install(packages(installer.kind)),
      );
    } catch (error) {
      failure = error;
    }
  }
  const still = missing.filter((name) => PROGRAMS[name].find() === null);
  if (still.length === 0) return;
  const lines = [
    'Missing on this machine:',
    ...still.map((name) => `  - ${PROGRAMS[name].what}`),
    failure === null
      ? 'They cannot be installed from here without your password.'
      : `Installing them failed: ${failure.message}`,
    'Install them and start again:',
    ...howTo(still),
  ];
  if (still.includes('postgresql') || still.includes('redis')) {
    lines.push('Or set DATABASE_URL and REDIS_URL to servers that run elsewhere.');
  }
  throw new SetupError(lines.join('\n'));
}

function howTo(names) {
  const packages = (kind) => names.flatMap((name) => PROGRAMS[name][kind]).join(' ');
  return [
    `  Debian, Ubuntu:  sudo apt-get install -y --no-install-recommends ${packages('apt')}`,
    `  macOS:           brew install ${packages('brew')}`,
    `  Fedora, RHEL:    sudo dnf install -y ${packages('dnf')}`,
  ].filter((line) => !/(install|-y)\s*$/.test(line));
}
