import type { ReactNode } from 'react';
import { Status } from '../ui/status.js';
import { type Channel, type ChannelState, stateOf } from './channel.js';

const TONES = {
  working: 'success',
  failing: 'error',
  silent: 'warning',
  paused: 'default',
  unused: 'default',
} as const satisfies Record<ChannelState, string>;

/** Whether somebody hears what a channel is told. */
export function ChannelStatus({ channel }: { channel: Channel }): ReactNode {
  const state = stateOf(channel);
  return <Status of={state} words="resources.notification-channels.state" tone={TONES[state]} />;
}
