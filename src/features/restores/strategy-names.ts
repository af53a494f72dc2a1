/**
 * How a restore gets to its target. `swap`: beside the live database, then the names are exchanged. `new_database`:
 * beside it, and it stays there under a name of its own. `in_place`: in the live database, in one transaction, for a
 * role that may not make databases.
 */
export const RESTORE_STRATEGIES = ['swap', 'new_database', 'in_place'] as const;
export type StrategyName = (typeof RESTORE_STRATEGIES)[number];

/** What replaces a live database may need a second person. A new database touches nothing that is there. */
export const REPLACES_LIVE_DATABASE: Record<StrategyName, boolean> = {
  swap: true,
  in_place: true,
  new_database: false,
};
