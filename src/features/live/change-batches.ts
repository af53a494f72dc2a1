import type { ChangeType, AnnouncedChange } from './announced-change.js';

/** One of them; or, without an id, many of that type. */
export type OutgoingChange = AnnouncedChange | { type: ChangeType; id: null };

const SECOND_MS = 1_000;
/** Records of one type that are told one by one within a second. */
export const ONE_BY_ONE = 20;

interface Lane {
  /** By id; never more than ONE_BY_ONE: a lane with more of them becomes `many`. */
  waiting: Map<string, AnnouncedChange>;
  isMany: boolean;
  secondFrom: number;
  toldInSecond: number;
}

/**
 * What one stream is yet to be told. Changes of one record become one; of more than ONE_BY_ONE records of a type within a
 * second the rest becomes one change without an id, at most a second later: a page would read its list again for each.
 * Moments are ms of any clock that only goes forward.
 */
export class ChangeBatches {
  private readonly lanes = new Map<ChangeType, Lane>();

  add(change: AnnouncedChange): void {
    const lane = this.laneOf(change.type);
    if (lane.isMany) return;
    const before = lane.waiting.get(change.id);
    lane.waiting.set(change.id, before === undefined ? change : together(before, change));
    if (lane.waiting.size <= ONE_BY_ONE) return;
    lane.waiting.clear();
    lane.isMany = true;
  }

  /** What may be told at `now`; the rest waits. */
  take(now: number): OutgoingChange[] {
    const taken: OutgoingChange[] = [];
    for (const [type, lane] of this.lanes) {
      if (now - lane.secondFrom >= SECOND_MS) Object.assign(lane, { secondFrom: now, toldInSecond: 0 });
      if (lane.isMany && lane.toldInSecond === 0) {
        taken.push({ type, id: null });
        Object.assign(lane, { isMany: false, toldInSecond: ONE_BY_ONE });
      } else if (!lane.isMany && lane.toldInSecond + lane.waiting.size <= ONE_BY_ONE) {
        taken.push(...lane.waiting.values());
        lane.toldInSecond += lane.waiting.size;
        lane.waiting.clear();
      }
    }
    return taken;
  }

  /** When more may be told; null: nothing waits. */
  get nextAt(): number | null {
    const moments = [...this.lanes.values()]
      .filter(({ isMany, waiting }) => isMany || waiting.size > 0)
      .map(({ secondFrom }) => secondFrom + SECOND_MS);
    return moments.length === 0 ? null : Math.min(...moments);
  }

  clear(): void {
    this.lanes.clear();
  }

  private laneOf(type: ChangeType): Lane {
    let lane = this.lanes.get(type);
    if (lane === undefined) {
      lane = { waiting: new Map(), isMany: false, secondFrom: -Infinity, toldInSecond: 0 };
      this.lanes.set(type, lane);
    }
    return lane;
  }
}

function together(before: AnnouncedChange, after: AnnouncedChange): AnnouncedChange {
  return {
    ...after,
    sourceId: after.sourceId ?? before.sourceId,
    status: after.status ?? before.status,
    action: before.action === 'created' && after.action === 'changed' ? 'created' : after.action,
  };
}
