import type { EntityManager } from 'typeorm';
import type { NotificationChannel } from './notification-channel.entity.js';

/**
 * Of a row `channel`: it is for certain sources, and all of them were deleted. It is not widened to others, whose names it
 * may not be meant to know; that it has fallen silent is said wherever it is shown, and in the health of the service.
 */
export const IS_SILENT = `channel."sourceIds" IS NOT NULL AND NOT EXISTS (
  SELECT FROM jsonb_array_elements_text(channel."sourceIds") named JOIN sources ON sources.id = named::uuid)`;

export async function addSilence(manager: EntityManager, channels: readonly NotificationChannel[]): Promise<void> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM notification_channels channel WHERE id = ANY ($1) AND ${IS_SILENT}`,
    [channels.map(({ id }) => id)],
  );
  const silent = new Set(rows.map(({ id }) => id));
  for (const channel of channels) channel.isSilent = silent.has(channel.id);
}
