import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';

/** Called as the last thing inside of a transaction, before it is committed. What it throws rolls the transaction back. */
export type BeforeCommit = (manager: EntityManager) => Promise<void>;

const hooks = new AsyncLocalStorage<BeforeCommit>();

/**
 * Runs `work` so that every transaction of Database begun within it ends with `hook`. For what must be written in the
 * very transaction that has an effect, whichever service that is (features/idempotency).
 */
export async function withBeforeCommit<Result>(hook: BeforeCommit, work: () => Promise<Result>): Promise<Result> {
  return hooks.run(hook, work);
}

export async function runBeforeCommit(manager: EntityManager): Promise<void> {
  await hooks.getStore()?.(manager);
}
