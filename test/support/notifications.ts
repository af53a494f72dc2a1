import { v7 as uuidV7 } from 'uuid';
import type { EventKind } from '../../src/features/events/event-kinds.js';
import type { ApiClient } from './api-client.js';
import { expectStatus } from './jobs-client.js';
import { queryOnce, type ThrowawayDatabase } from './throwaway-database.js';

export interface ChannelRecord {
  id: string;
  name: string;
  url: string | null;
  problem: string | null;
  failingSince: string | null;
  lastSentAt: string | null;
  lastError: { detail: string; hint: string | null } | null;
  secret?: string;
}

export interface DeliveryRecord {
  id: string;
  event: string;
  status: string;
  messageId: string | null;
  attempts: number;
  error: string | null;
}

/** A webhook's message, as a receiver reads it. */
export interface WebhookBody {
  id: string;
  type: string;
  title: string;
  events?: { id: string; kind: string; source: { name: string } | null; data: Record<string, unknown> }[];
  digest?: { day: string; sources: object[] };
}

export async function addChannel(api: ApiClient, channel: object): Promise<ChannelRecord> {
  const name = `channel ${uuidV7()}`;
  return expectStatus(201, await api.post<ChannelRecord>('/notification-channels', { name, ...channel }));
}

export async function channelOf(api: ApiClient, id: string): Promise<ChannelRecord> {
  return expectStatus(200, await api.get<ChannelRecord>(`/notification-channels/${id}`));
}

export async function deliveriesOf(api: ApiClient, id: string): Promise<DeliveryRecord[]> {
  const path = `/notification-channels/${id}/deliveries?limit=200`;
  return expectStatus(200, await api.get<{ items: DeliveryRecord[] }>(path)).items;
}

/** So many events happen at once, as whatever happened would write them. */
export async function happen(
  { database }: { database: Pick<ThrowawayDatabase, 'superuserUrl'> },
  kind: EventKind,
  { count = 1, tenantId, data = {} }: { count?: number; tenantId?: string | null; data?: object } = {},
): Promise<void> {
  const ids = Array.from({ length: count }, () => uuidV7());
  await queryOnce(
    database.superuserUrl,
    `INSERT INTO events (id, "tenantId", kind, data)
     SELECT id, CASE WHEN $3 THEN $2::uuid ELSE (SELECT id FROM tenants WHERE slug = 'default') END, $4, $5
       FROM unnest($1::uuid[]) AS id`,
    [ids, tenantId ?? null, tenantId !== undefined, kind, data],
  );
}
