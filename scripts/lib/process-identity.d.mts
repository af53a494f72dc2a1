/** A process by its pid and the moment of its birth: pids are used again. */
export interface ProcessIdentity {
  pid: number;
  born: string;
}

/** Null when there is none; a zombie counts as none. */
export function processIdentity(pid: number): ProcessIdentity | null;
export function isRunning(identity: ProcessIdentity | null | undefined): boolean;
/** The name of the program a process runs, or null. */
export function programOf(pid: number): string | null;
/** False when it was still there after the time. */
export function waitUntilGone(identity: ProcessIdentity, timeoutMs: number): Promise<boolean>;
