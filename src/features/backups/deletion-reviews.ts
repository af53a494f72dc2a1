import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * Says of hidden backups which must not go after all, by id, and why, in words. It is asked in the transaction after which
 * their objects leave the store, and takes the locks under which its answer holds until then.
 */
export type DeletionReview = (
  manager: EntityManager,
  backupIds: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/**
 * Who looks a second time at what goes by a rule: between the choice and the deletion days may lie, when a store cannot be
 * written. Features that choose (retention) register here, because backups know none of them.
 */
@Injectable()
export class DeletionReviews {
  private readonly reviews: DeletionReview[] = [];

  register(review: DeletionReview): void {
    this.reviews.push(review);
  }

  async ofAll(manager: EntityManager, backupIds: readonly string[]): Promise<Map<string, string>> {
    const stays = new Map<string, string>();
    for (const review of this.reviews)
      for (const [id, reason] of await review(manager, backupIds)) stays.set(id, reason);
    return stays;
  }
}
