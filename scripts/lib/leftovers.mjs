import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Processes that work in `directory` or name it in their arguments, other than ourselves. Linux only; elsewhere none
 * are found.
 * @returns {{ pid: number, command: string }[]}
 */
export function processesUsing(directory) {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({
      pid: Number(name),
      command: attempt(() => readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()),
      cwd: attempt(() => readlinkSync(`/proc/${name}/cwd`)),
    }))
    .filter(({ command, cwd }) => command.includes(directory) || `${cwd}/`.startsWith(`${directory}/`))
    .map(({ pid, command }) => ({ pid, command }));
}

function attempt(read) {
  try {
    return read();
  } catch {
    return ''; // it ended between the two looks, or belongs to somebody else
  }
}
