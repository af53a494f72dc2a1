import type { EntityManager } from 'typeorm';
import type { Settings } from '../../config/settings.js';
import { SavedSettings } from './saved-settings.entity.js';
import { type SettingsValues, withDefaults } from './settings-values.js';

/** What holds for a tenant now: what it saved, over the defaults. */
export async function settingsOf(manager: EntityManager, tenantId: string): Promise<SettingsValues> {
  const saved = await manager.findOneBy(SavedSettings, { tenantId });
  return withDefaults(saved?.values ?? {});
}

/** How long what a restore of this tenant replaces is kept: as the tenant set it, else as the process was started. */
export async function rollbackWindowOf(manager: EntityManager, tenantId: string, process: Settings): Promise<number> {
  return (await settingsOf(manager, tenantId)).rollbackWindowHours ?? process.rollbackWindowHours;
}
