import { Writable } from 'node:stream';
import { KILL_GRACE_MS } from './process-group.js';

/**
 * Words to put before a command, so that its whole process group ends when we die, however we die. A shell becomes the
 * program (same process, same streams, same exit code), and leaves a watcher in the group that reads a pipe of ours at
 * descriptor `fd`: a line says that the program has ended, an end without one that we have.
 */
export function guardianOf(fd: number): readonly string[] {
  return ['/bin/sh', '-c', script(fd), 'guardian'];
}

/** SIGTERM to the group is not for the watcher: it has SIGKILL for what stays. */
function script(fd: number): string {
  const end = `kill -TERM 0; sleep ${KILL_GRACE_MS / 1000}; kill -KILL 0`;
  const watch = `trap '' TERM; read -r _ <&${fd} || { ${end}; }`;
  return `( ${watch} ) </dev/null >/dev/null 2>&1 & exec ${fd}<&-; exec "$@"`;
}

/** Lets the watcher go, once the program has ended. */
export function dismissGuardian(pipe: unknown): void {
  if (!(pipe instanceof Writable)) return;
  pipe.on('error', () => undefined); // it went with the group
  pipe.end('\n');
}
