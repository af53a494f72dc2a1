import { setTimeout as sleep } from 'node:timers/promises';
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

/**
 * Gives processes that use `directory` a moment to end, then ends them.
 * @returns {Promise<{ pid: number, command: string }[]>} those that had to be ended
 */
export async function endProcessesUsing(directory, patienceMs = 5_000) {
  const deadline = Date.now() + patienceMs;
  const ended = new Map();
  for (let left = processesUsing(directory); left.length > 0; left = processesUsing(directory)) {
    if (Date.now() > deadline) {
      for (const found of left) {
        if (!ended.has(found.pid)) kill(found.pid);
        ended.set(found.pid, found);
      }
    }
    await sleep(50);
  }
  return [...ended.values()];
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function attempt(read) {
  try {
    return read();
  } catch {
    return ''; // it ended between the two looks, or belongs to somebody else
  }
}
