/** Processes that work in `directory` or name it in their arguments, other than ourselves. Linux only. */
export function processesUsing(directory: string): { pid: number; command: string }[];
