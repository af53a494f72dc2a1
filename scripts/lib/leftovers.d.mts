/** Processes that work in `directory` or name it in their arguments, other than ourselves. Linux only. */
export function processesUsing(directory: string): { pid: number; command: string }[];

/** Gives them a moment (5 s) to end, then ends them; resolves to those that had to be ended. */
export function endProcessesUsing(directory: string, patienceMs?: number): Promise<{ pid: number; command: string }[]>;
