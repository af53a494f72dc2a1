import type { EntityManager } from 'typeorm';
import type { User } from './user.entity.js';

/** Somebody, and whether signing in with a password takes a second factor of theirs as well. */
export interface Person {
  user: User;
  hasSecondFactor: boolean;
}

/** By SQL: second factors are of people, who need not know of them. One that was offered and never confirmed is none. */
export async function withSecondFactors(manager: EntityManager, users: readonly User[]): Promise<Person[]> {
  const found = await manager.query<{ userId: string }[]>(
    'SELECT "userId" FROM second_factors WHERE "userId" = ANY($1) AND "confirmedAt" IS NOT NULL',
    [users.map(({ id }) => id)],
  );
  const having = new Set(found.map(({ userId }) => userId));
  return users.map((user) => ({ user, hasSecondFactor: having.has(user.id) }));
}

export async function personOf(manager: EntityManager, user: User): Promise<Person> {
  const [person] = await withSecondFactors(manager, [user]);
  return person ?? { user, hasSecondFactor: false };
}
