import type { EntityManager, QueryRunner } from 'typeorm';

/** Begins what must not begin before what was written is there for all. Nobody waits for it, and it may not throw. */
export type AfterCommit = () => void;

const hooks = new WeakMap<QueryRunner, AfterCommit[]>();

/** Runs `hook` once the transaction of Database that `manager` is of has committed; never if it does not. */
export function afterCommit(manager: EntityManager, hook: AfterCommit): void {
  const registered = manager.queryRunner === undefined ? undefined : hooks.get(manager.queryRunner);
  if (registered === undefined) throw new Error('There is no transaction of Database after which something could run.');
  registered.push(hook);
}

/** What `commit` resolves with, after which everything has run that was registered within it. */
export async function runningAfterCommit<Result>(
  commit: (begun: (manager: EntityManager) => void) => Promise<Result>,
): Promise<Result> {
  const registered: AfterCommit[] = [];
  const result = await commit(({ queryRunner }) => {
    if (queryRunner !== undefined) hooks.set(queryRunner, registered);
  });
  for (const hook of registered) hook();
  return result;
}
