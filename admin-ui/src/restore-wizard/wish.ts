import type { components } from '../api/schema.js';
import { STRATEGIES, type Strategy } from '../restore-plan/plan.js';

export const STEPS = ['target', 'plan', 'options', 'confirm'] as const;
export type Step = (typeof STEPS)[number];
/** Those that write nothing: for whoever may see what a restore would do, and no more. */
const STEPS_OF_PLAN: readonly Step[] = ['target', 'plan'];

export function stepsFor(mayRestore: boolean): readonly Step[] {
  return mayRestore ? STEPS : STEPS_OF_PLAN;
}

/** What is asked for: all of it stands in the address, so that a link is the wizard as somebody left it. */
export interface Wish {
  step: Step;
  strategy: Strategy;
  /** The source whose database is replaced, or on whose server a new one is made; null: the one that was backed up. */
  sourceId: string | null;
  /** Of `new_database`: its name. */
  database: string;
  noOwner: boolean;
  ownerMap: Record<string, string>;
  runMigrations: boolean;
  allowAhead: boolean;
  skipSafetyBackup: boolean;
}

type PlanRequest = components['schemas']['RestorePlanRequest'];

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | undefined =>
  values.find((value) => value === text);

export function readWish(address: URLSearchParams): Wish {
  return {
    step: oneOf(STEPS, address.get('step')) ?? 'target',
    strategy: oneOf(STRATEGIES, address.get('strategy')) ?? 'swap',
    sourceId: address.get('source'),
    database: address.get('database') ?? '',
    noOwner: address.get('owners') === 'none',
    ownerMap: ownersIn(address.getAll('owner')),
    runMigrations: address.get('migrations') !== 'no',
    allowAhead: address.get('ahead') === 'yes',
    skipSafetyBackup: address.get('safety') === 'no',
  };
}

/** Says only what is not as it is by default. */
export function writeWish(wish: Wish): URLSearchParams {
  const address = new URLSearchParams();
  const say = (name: string, value: string, isSaid: boolean): void => {
    if (isSaid) address.set(name, value);
  };
  say('step', wish.step, wish.step !== 'target');
  say('strategy', wish.strategy, wish.strategy !== 'swap');
  say('source', wish.sourceId ?? '', wish.sourceId !== null);
  say('database', wish.database, wish.strategy === 'new_database' && wish.database !== '');
  say('owners', 'none', wish.noOwner);
  for (const pair of wish.noOwner ? [] : Object.entries(wish.ownerMap)) address.append('owner', JSON.stringify(pair));
  say('migrations', 'no', !wish.runMigrations);
  say('ahead', 'yes', wish.allowAhead);
  say('safety', 'no', wish.skipSafetyBackup);
  return address;
}

/** What a plan is made for; null while something is missing. */
export function planRequestOf({ strategy, sourceId, database, noOwner, ownerMap }: Wish): PlanRequest | null {
  const isNew = strategy === 'new_database';
  if (isNew && database === '') return null;
  const target = { ...(sourceId === null ? {} : { sourceId }), ...(isNew ? { database } : {}) };
  return {
    strategy,
    ...(Object.keys(target).length === 0 ? {} : { target }),
    ...(noOwner ? { noOwner } : {}),
    ...(noOwner || Object.keys(ownerMap).length === 0 ? {} : { ownerMap }),
  };
}

/** Pairs as they were written; what somebody has mistyped in the address is left out. */
function ownersIn(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.flatMap((text) => {
      const pair = parsed(text);
      return isPair(pair) ? [pair] : [];
    }),
  );
}

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not one of ours
  }
}
