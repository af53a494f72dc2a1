import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type TypeormProject, writeTypeormProject } from './typeorm-project.js';
import { addShop, type Shop, type ShopPlace, type ShopPlaceOptions, startShopPlace } from './typeorm-shop.js';

/** What a test has that restores a shop. */
export interface ShopTest extends ShopPlace, Shop {
  /** The code, which a test may write more migrations to. */
  project: TypeormProject;
}

/** At the top of a test file: one place for all of it, and a shop of its own for each test, given to `use` before it. */
export function useShop(use: (shop: ShopTest) => void, options: ShopPlaceOptions = {}): void {
  let place: ShopPlace;
  let project: TypeormProject;
  beforeAll(async () => {
    place = await startShopPlace(options);
  });
  afterAll(() => place.stop());
  beforeEach(async () => {
    project = await writeTypeormProject({});
    use({ ...place, ...(await addShop(place, project)), project });
  });
  afterEach(() => project.remove());
}
