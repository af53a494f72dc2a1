import type { RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';

export type Channel = components['schemas']['NotificationChannelResponse'] & RaRecord<string>;
export type ChannelKind = Channel['kind'];
export type Topic = Channel['events'][number];
export type Delivery = components['schemas']['DeliveryResponse'];

/** In the order of the form. */
export const KINDS: readonly ChannelKind[] = ['email', 'slack', 'discord', 'teams', 'webhook'];

/** What a channel can tell of, and whether a new one does: what went wrong, and what waits for somebody. */
const TOLD_AT_FIRST: Record<Topic, boolean> = {
  failed: true,
  late: true,
  corrupted: true,
  storage_low: true,
  restore_failed: true,
  drill_failed: true,
  retention_failed: true,
  approval: true,
  succeeded: false,
  restore_done: false,
  drill_done: false,
  approval_done: false,
};

export const TOPICS = Object.keys(TOLD_AT_FIRST) as Topic[];
export const TOPICS_AT_FIRST = TOPICS.filter((topic) => TOLD_AT_FIRST[topic]);

/** Where its messages go; of an address to post to, as much as the server shows. */
export function targetOf({ email, url }: Channel): string {
  return email?.to.join(', ') ?? url ?? '';
}

/** "07:30" */
export function timeOf({ hour, minute }: Channel['digest']): string {
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

export type ChannelState = 'paused' | 'silent' | 'failing' | 'working' | 'unused';

export function stateOf({ enabled, problem, failingSince, lastSentAt }: Channel): ChannelState {
  if (!enabled) return 'paused';
  if (failingSince !== null) return 'failing';
  if (problem !== null) return 'silent';
  return lastSentAt === null ? 'unused' : 'working';
}
