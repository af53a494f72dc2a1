import { Injectable } from '@nestjs/common';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import type { SealedColumn } from '../encryption-keys/sealed-column.js';

/** Bound to their channel. */
export const CHANNEL_SECRETS: SealedColumn = {
  table: 'notification_channels',
  column: 'sealedSecret',
  context: (id) => `channel:${id}:secret`,
};

/** What of a channel lets somebody in. */
export interface ChannelSecret {
  /** The whole address: whoever knows a webhook of Slack, Discord or Teams may post to it. */
  url?: string;
  /** Of a generic webhook. */
  signing?: string;
  /** Of its own mail server. */
  password?: string;
}

@Injectable()
export class ChannelSecrets {
  constructor(private readonly box: SecretBox) {}

  seal(channelId: string, secret: ChannelSecret): string | null {
    if (Object.values(secret).every((value) => value === undefined)) return null;
    return this.box.seal(JSON.stringify(secret), CHANNEL_SECRETS.context(channelId));
  }

  open({ id, sealedSecret }: { id: string; sealedSecret: string | null }): ChannelSecret {
    if (sealedSecret === null) return {};
    return JSON.parse(this.box.open(sealedSecret, CHANNEL_SECRETS.context(id))) as ChannelSecret;
  }
}

/** Enough to recognise it, and no more: scheme, host, and the last four characters of a long path. */
export function shortened(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  const rest = `${pathname}${search}`;
  const end = rest.length > 16 ? rest.slice(-4) : '';
  return rest === '/' ? `${protocol}//${host}/` : `${protocol}//${host}/…${end}`;
}
