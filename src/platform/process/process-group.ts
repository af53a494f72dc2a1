import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf } from '../../common/errno.js';

export const KILL_GRACE_MS = 5000;
/** How long a member may take to go after SIGKILL: one that stays is stuck in the kernel, beyond anybody's reach. */
const STUCK_MS = 1000;
const POLL_MS = 20;

const live = new Set<ProcessGroup>();

/** A child that leads a process group of its own, with everything it started. */
export class ProcessGroup {
  private terminatedAt: number | undefined;
  private escalation: NodeJS.Timeout | undefined;

  constructor(private readonly leader: number) {
    if (live.size === 0) process.on('exit', killAll);
    live.add(this);
  }

  /** SIGTERM to all members now, SIGKILL after 5 s. Idempotent. */
  terminate(): void {
    if (this.terminatedAt !== undefined) return;
    this.terminatedAt = performance.now();
    this.send('SIGTERM');
    this.escalation = setTimeout(() => {
      this.send('SIGKILL');
    }, KILL_GRACE_MS);
  }

  /** To be called once the leader has been reaped: ends what it left behind and resolves when nothing is left. */
  async gone(): Promise<void> {
    while (this.send(0) && hasLivingMember(this.leader)) {
      this.terminate();
      const sinceTerm = performance.now() - (this.terminatedAt ?? 0);
      if (sinceTerm > KILL_GRACE_MS + STUCK_MS) break;
      await delay(POLL_MS);
    }
    clearTimeout(this.escalation);
    live.delete(this);
    if (live.size === 0) process.off('exit', killAll);
  }

  /** False when no such group exists (any more). */
  send(signal: NodeJS.Signals | 0): boolean {
    try {
      process.kill(-this.leader, signal);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'ESRCH') return false;
      if (errnoOf(error) === 'EPERM') return signal === 0; // macOS says so of zombies; members of other users exist
      throw error;
    }
  }
}

/** An exit of ours must not leave groups behind: detached children would live on. */
function killAll(): void {
  for (const group of live) group.send('SIGKILL');
}

/**
 * A zombie still counts as a member for kill(2), but holds nothing; where PID 1 reaps nobody (a container without an
 * init) it stays for ever. Fields after the name in /proc/PID/stat: state, parent, group (proc(5)).
 */
function hasLivingMember(leader: number): boolean {
  const processes = allProcesses();
  if (processes === null) return true;
  return processes.some((pid) => {
    const [state, , group] = statOf(pid);
    return group === String(leader) && state !== 'Z' && state !== 'X';
  });
}

/** null where there is no /proc to ask: then only kill(2) tells. */
function allProcesses(): string[] | null {
  if (process.platform !== 'linux' || !existsSync('/proc/self/stat')) return null;
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

function statOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return []; // it went while we looked
  }
}
