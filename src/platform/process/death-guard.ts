import { execaSync } from 'execa';
import { findProgram } from './find-program.js';

const SETPRIV_ARGS = ['--pdeathsig', 'TERM', '--'];

/**
 * The words to put before a command so that the kernel sends it SIGTERM when we die, however we die; none where there
 * is no such thing. Tried out, as a setpriv may be one that does not know the option (busybox). Blocks for some ms.
 */
export function findDeathGuard(path: string | undefined): readonly string[] {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv', path) : null;
  const harmless = findProgram('true', path);
  if (setpriv === null || harmless === null) return [];
  const tried = execaSync(setpriv, [...SETPRIV_ARGS, harmless], { reject: false, env: {}, extendEnv: false });
  return tried.exitCode === 0 ? [setpriv, ...SETPRIV_ARGS] : [];
}
