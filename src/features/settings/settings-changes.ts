import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import type { SettingsValues } from './settings-values.js';

export interface SettingsChange {
  caller: Caller;
  tenantId: string;
  before: SettingsValues;
  after: SettingsValues;
}

/** What follows from a change, in the very transaction that saves it. */
export type AfterSettingsChange = (manager: EntityManager, change: SettingsChange) => Promise<void>;

/** What is to follow from changed settings registers here, because settings know nobody who obeys them. */
@Injectable()
export class SettingsChanges {
  private readonly followers: AfterSettingsChange[] = [];

  register(follower: AfterSettingsChange): void {
    this.followers.push(follower);
  }

  async follow(manager: EntityManager, change: SettingsChange): Promise<void> {
    for (const follower of this.followers) await follower(manager, change);
  }
}
