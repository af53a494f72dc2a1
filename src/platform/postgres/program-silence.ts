import { type ConnectionTarget, seesLife, stallTimeoutOf } from './connection.js';
import { SessionActivity } from './session-activity.js';
import { SilenceWatch } from './silence-watch.js';
import { silentServer } from './silent-server.js';

export interface WaitingProgram {
  /** As errors name it: 'pg_restore'. */
  name: string;
  target: ConnectionTarget;
  /** Of its sessions, and of no other that works at the same time. */
  applicationName: string;
}

/**
 * For a program that waits for its server without a byte passing through us. `work` gets a signal that is aborted when
 * none of the program's sessions has shown any life for the stall time-out, and must end then.
 * @throws AppError SOURCE_UNREACHABLE in that case, whatever `work` throws of it
 */
export async function whileServerLives<Result>(
  program: WaitingProgram,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { name, target, applicationName } = program;
  const timeoutMs = stallTimeoutOf(target);
  const activity = new SessionActivity({ applicationName });
  const silence = new AbortController();
  const watch = new SilenceWatch({
    timeoutMs,
    ask: () => seesLife(target, applicationName, (db) => activity.showsLife(db)),
    onSilent: () => {
      silence.abort(silentServer(target, name, timeoutMs));
    },
  });
  try {
    return await work(silence.signal);
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : error;
  } finally {
    watch.stop();
  }
}
