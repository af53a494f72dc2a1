import { ProgramError } from './run.mjs';

const cleanups = [];
let ending = null;
let isSignalled = false;

/** `cleanup` runs once, on every way out but SIGKILL; the last registered runs first. */
export function onShutdown(cleanup) {
  cleanups.push(cleanup);
}

/** Runs what was registered; every one of them, even if another fails. Idempotent. */
export function shutdown() {
  ending ??= (async () => {
    for (const cleanup of cleanups.reverse()) {
      try {
        await cleanup();
      } catch (error) {
        console.error(`While stopping: ${error.message}`);
        process.exitCode ||= 1;
      }
    }
  })();
  return ending;
}

/** An error whose message is all a person needs: printed without a stack. */
export class SetupError extends Error {}

/**
 * Runs a script: whether it returns an exit code, throws, or gets a signal, what was registered is cleaned up before
 * the process ends. A second signal does not cut the cleaning short; it has its own time limits.
 * @param {() => Promise<number>} main
 * @param {{ isStoppedBySignal?: boolean }} [options] a service, for which being told to stop is a good end (0)
 */
export async function runMain(main, { isStoppedBySignal = false } = {}) {
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ]) {
    process.on(signal, async () => {
      isSignalled = true;
      await shutdown();
      process.exit(isStoppedBySignal ? (process.exitCode ?? 0) : 128 + number);
    });
  }
  let exitCode = 1;
  try {
    exitCode = await main();
  } catch (error) {
    // While a signal is ending us, programs fail because they were told to stop.
    if (!isSignalled)
      console.error(error instanceof SetupError || error instanceof ProgramError ? `\n${error.message}` : error);
  }
  await shutdown();
  if (!isSignalled) process.exit(exitCode || process.exitCode || 0);
}
