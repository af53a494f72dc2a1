import { AppError } from '../../common/app-error.js';
import type { ConnectionTarget } from './connection.js';

/** The error of a connection, ours or a program's, that was given up because nothing came of it any more. */
export function silentServer(target: ConnectionTarget, whose: string, timeoutMs: number): AppError {
  const seconds = Math.round(timeoutMs / 1_000);
  return new AppError(
    'SOURCE_UNREACHABLE',
    `No answer from ${addressOf(target)} for ${seconds} s, and no sign that it still works for ${whose}.`,
    {
      hint: 'The server hangs, or something in between (a firewall) has forgotten the connection. STALL_TIMEOUT_SECONDS sets how long is waited.',
    },
  );
}

export function addressOf(target: ConnectionTarget): string {
  return target.host.startsWith('/') ? `${target.host} (port ${target.port})` : `${target.host}:${target.port}`;
}
