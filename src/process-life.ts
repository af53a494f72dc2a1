import type { INestApplicationContext } from '@nestjs/common';
import { AppError, inWords } from './common/app-error.js';
import { ConfigurationError } from './config/configuration-error.js';

/** Jobs are handed back within 30 s (api.md); whoever is not done by then is left to the sweep of the next start. */
const LAST_MOMENT_MS = 35_000;

/** Runs an entry point: what keeps it from starting is said once, on standard error, and it ends with 1. */
export async function runEntry(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exit(1);
  }
}

/** SIGTERM and SIGINT close the application once and end the process with 0; one that hangs ends with 1. */
export function closeOnSignal(app: INestApplicationContext, beforeClose: () => void = () => undefined): void {
  let isClosing = false;
  const close = (): void => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
    beforeClose();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${describe(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', close);
  process.on('SIGINT', close);
}

function describe(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof AppError) return new ConfigurationError([inWords(error)]).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
