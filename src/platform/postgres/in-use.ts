import { setTimeout as sleep } from 'node:timers/promises';
import { sqlStateOf } from './postgres-error.js';

/** The SQLSTATE of “is being accessed by other users”: a session that is just ending, or autovacuum. */
export const OBJECT_IN_USE = '55006';

/** Each try already waits up to 5 s inside the server. */
export async function retryWhileInUse<T>(work: () => Promise<T>, tries = 4): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (sqlStateOf(error) !== OBJECT_IN_USE || left <= 1) throw error;
      await sleep(100);
    }
  }
}
