import { useState } from 'react';
import type { Wish } from './wish.js';

export type OwnersKind = 'as_backed_up' | 'none' | 'mapped';
/** A role of the backup, and the one that stands for it. */
export type OwnerPair = readonly [from: string, to: string];
type OwnersWish = Pick<Wish, 'noOwner' | 'ownerMap'>;

export interface OwnersAsTyped {
  kind: OwnersKind;
  pairs: readonly OwnerPair[];
}

const NOTHING_TYPED: readonly OwnerPair[] = [['', '']];

/** What is typed of the owners, before it is wished for: each key typed into the wish would make another plan. */
export function useOwners(wish: OwnersWish): [OwnersAsTyped, (typed: OwnersAsTyped) => void] {
  return useState<OwnersAsTyped>(() => {
    const known = Object.entries(wish.ownerMap);
    return { kind: kindOf(wish), pairs: known.length > 0 ? known : NOTHING_TYPED };
  });
}

/** Pairs that are whole are the map, and only where a map is what was chosen. */
export function wishOf({ kind, pairs }: OwnersAsTyped): OwnersWish {
  const whole = pairs.filter(([from, to]) => from !== '' && to !== '');
  return { noOwner: kind === 'none', ownerMap: kind === 'mapped' ? Object.fromEntries(whole) : {} };
}

export function withoutPair(pairs: readonly OwnerPair[], index: number): readonly OwnerPair[] {
  const rest = pairs.filter((_, at) => at !== index);
  return rest.length > 0 ? rest : NOTHING_TYPED;
}

function kindOf({ noOwner, ownerMap }: OwnersWish): OwnersKind {
  if (noOwner) return 'none';
  return Object.keys(ownerMap).length > 0 ? 'mapped' : 'as_backed_up';
}
