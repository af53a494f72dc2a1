import { Injectable } from '@nestjs/common';
import type { StrategyName } from '../strategy-names.js';
import { InPlaceStrategy } from './in-place-strategy.js';
import { NewDatabaseStrategy } from './new-database-strategy.js';
import type { RestoreStrategy } from './restore-strategy.js';
import { SwapStrategy } from './swap-strategy.js';

/** Every strategy by its name. */
@Injectable()
export class RestoreStrategies {
  private readonly all: Readonly<Record<StrategyName, RestoreStrategy>>;

  constructor(swap: SwapStrategy, newDatabase: NewDatabaseStrategy, inPlace: InPlaceStrategy) {
    this.all = { swap, new_database: newDatabase, in_place: inPlace };
  }

  of(name: StrategyName): RestoreStrategy {
    return this.all[name];
  }
}
