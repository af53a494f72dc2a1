import type { EntityManager } from 'typeorm';
import { SavedSettings } from './saved-settings.entity.js';
import { type SettingsValues, withDefaults } from './settings-values.js';

/** What holds for a tenant now: what it saved, over the defaults. */
export async function settingsOf(manager: EntityManager, tenantId: string): Promise<SettingsValues> {
  const saved = await manager.findOneBy(SavedSettings, { tenantId });
  return withDefaults(saved?.values ?? {});
}
