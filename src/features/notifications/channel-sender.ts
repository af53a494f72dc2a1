import { Injectable } from '@nestjs/common';
import { VERSION } from '../../config/version.js';
import { type MailServer, sendMail } from '../../platform/mail/send-mail.js';
import { type JsonPost, postJson } from '../../platform/outbound/post-json.js';
import type { SendOutcome } from '../../platform/outbound/send-outcome.js';
import type { EmailTarget } from './channel-kinds.js';
import { type ChannelSecret, ChannelSecrets } from './channel-secrets.js';
import { Destinations } from './destinations.js';
import type { Audience } from './event-message.js';
import type { Message } from './message.js';
import type { NotificationChannel } from './notification-channel.entity.js';
import { renderDiscord } from './render/discord.js';
import { renderMail } from './render/email.js';
import { signedHeaders } from './render/signature.js';
import { renderSlack } from './render/slack.js';
import { renderTeams } from './render/teams.js';
import { type Content, renderWebhook } from './render/webhook.js';

/** Sends one message to one channel, once. The only place where a channel's secret is opened to be used. */
@Injectable()
export class ChannelSender {
  constructor(
    private readonly destinations: Destinations,
    private readonly secrets: ChannelSecrets,
  ) {}

  audienceOf({ name, timeZone }: NotificationChannel): Audience {
    return { channelName: name, timeZone, baseUrl: this.destinations.baseUrl };
  }

  /** Rejects only where the secret cannot be opened (KEY_UNAVAILABLE). */
  async send(channel: NotificationChannel, message: Message, content: Content): Promise<SendOutcome> {
    const secret = this.secrets.open(channel);
    if (channel.kind === 'email') return this.sendMail(channel.email, secret, message);
    return postJson(postOf(channel, secret, message, content), this.destinations.rules);
  }

  private async sendMail(target: EmailTarget | null, secret: ChannelSecret, message: Message): Promise<SendOutcome> {
    if (target === null) return refused('This channel has no addresses.', 'Set `email`.');
    const server = serverOf(target, secret, this.destinations.smtpUrl);
    if (server === null) return refused('This server has no mail server.', 'Set SMTP_URL, or `email.smtp`.');
    const from = target.smtp?.from ?? this.destinations.from;
    const domain = from.split('@').at(-1) ?? 'localhost';
    return sendMail(
      {
        ...renderMail(message),
        messageId: `<${message.id}@${domain}>`,
        from,
        to: target.to,
        isUrgent: message.tone === 'bad',
      },
      server,
      this.destinations.rules,
    );
  }
}

function serverOf({ smtp }: EmailTarget, { password }: ChannelSecret, smtpUrl: string | null): MailServer | null {
  if (smtp !== null) return { kind: 'tenant', ...smtp, password: password ?? null };
  return smtpUrl === null ? null : { kind: 'own', url: smtpUrl };
}

function postOf(
  channel: NotificationChannel,
  { url = '', signing = '' }: ChannelSecret,
  message: Message,
  content: Content,
): JsonPost {
  const body = JSON.stringify(bodyOf(channel, message, content));
  const signed = channel.kind === 'webhook' ? signedHeaders(message.id, body, signing, new Date()) : {};
  return { url, body, headers: { 'user-agent': `Backstitch/${VERSION}`, ...signed } };
}

function bodyOf({ kind }: NotificationChannel, message: Message, content: Content): object {
  switch (kind) {
    case 'slack':
      return renderSlack(message);
    case 'discord':
      return renderDiscord(message);
    case 'teams':
      return renderTeams(message);
    case 'webhook':
    case 'email':
      return renderWebhook(message, content);
  }
}

function refused(detail: string, hint: string): SendOutcome {
  return { kind: 'refused', detail, hint };
}
