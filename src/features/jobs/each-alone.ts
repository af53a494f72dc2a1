import { isControlLoss } from '../../database/control-loss.js';

/**
 * Does something for one after the other. What fails for one is told, and the others have their turn all the same; only a
 * control database that is lost ends it, since it is lost for all.
 */
export async function eachAlone<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  onFailure: (item: Item, error: unknown) => void,
): Promise<void> {
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      if (isControlLoss(error)) throw error;
      onFailure(item, error);
    }
  }
}
