import type { MigrationRef, Squash } from './migration-state.js';

/**
 * Histories are compared in leaves: a squashed migration stands for all that it replaces, whichever of the two
 * a database has recorded (Django records the replaced ones, then the squash; `--prune` takes the former away).
 */
export class Squashes {
  private readonly byKey = new Map<string, Squash>();

  constructor(squashes: readonly Squash[]) {
    for (const squash of squashes) if (squash.replaces.length > 0) this.byKey.set(key(squash), squash);
  }

  /** Every squash replaced, in its place, by its leaves; each leaf once, at its first place. */
  expand(refs: readonly MigrationRef[]): MigrationRef[] {
    const seen = new Set<string>();
    const leaves: MigrationRef[] = [];
    for (const ref of refs) {
      for (const leaf of this.leavesOf(ref, new Set())) {
        if (seen.has(key(leaf))) continue;
        seen.add(key(leaf));
        leaves.push(leaf);
      }
    }
    return leaves;
  }

  /** The opposite, for people: where all leaves of a squash stand in `leaves` and are to be folded, it stands for them. */
  fold(leaves: readonly MigrationRef[], isFolded: (leaf: MigrationRef) => boolean): MigrationRef[] {
    let folded = [...leaves];
    const widestFirst = [...this.byKey.values()]
      .map((squash) => ({ squash, keys: new Set(this.leavesOf(squash, new Set()).map(key)) }))
      .sort((a, b) => b.keys.size - a.keys.size);
    for (const { squash, keys } of widestFirst) {
      const present = folded.filter((ref) => keys.has(key(ref)) && isFolded(ref));
      if (present.length < keys.size) continue;
      const first = present[0];
      folded = folded.flatMap((ref) =>
        ref === first ? [{ app: squash.app, name: squash.name }] : keys.has(key(ref)) ? [] : [ref],
      );
    }
    return folded;
  }

  private leavesOf(ref: MigrationRef, above: ReadonlySet<string>): MigrationRef[] {
    const squash = this.byKey.get(key(ref));
    // A circle of replacements is nonsense that Django refuses; here it must only not hang.
    if (!squash || above.has(key(ref))) return [{ app: ref.app, name: ref.name }];
    const deeper = new Set(above).add(key(ref));
    return squash.replaces.flatMap((replaced) => this.leavesOf(replaced, deeper));
  }
}

/** Unambiguous for any two texts. */
export function key(ref: MigrationRef): string {
  return JSON.stringify([ref.app, ref.name]);
}
