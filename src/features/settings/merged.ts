import { isDeepStrictEqual } from 'node:util';

/** `changes` over `base`, section by section: what is absent, or undefined, stays. Lists and everything else that is no section are values, replaced whole. */
export function merged<Base extends object>(base: Base, changes: object): Base {
  const entries = Object.entries(changes).flatMap(([name, change]: [string, unknown]) => {
    if (change === undefined) return [];
    const before = (base as Record<string, unknown>)[name];
    return [[name, isSection(change) ? merged(isSection(before) ? before : {}, change) : change] as const];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

/** One value that is not what it was. */
export interface ValueChange {
  /** `retentionDays`, `autoBackup.hour`. */
  field: string;
  before: unknown;
  after: unknown;
}

/** What differs between two values of the same shape, field by field. */
export function changesBetween(before: object, after: object, parent = ''): ValueChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const field = parent === '' ? name : `${parent}.${name}`;
    const [one, other] = [valueOf(before, name), valueOf(after, name)];
    if (isSection(one) && isSection(other)) return changesBetween(one, other, field);
    return isDeepStrictEqual(one, other) ? [] : [{ field, before: one, after: other }];
  });
}

function valueOf(section: object, name: string): unknown {
  return (section as Record<string, unknown>)[name] ?? null;
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
