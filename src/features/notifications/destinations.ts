import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { MAIL_ADDRESS } from '../../platform/mail/mail-address.js';
import { assertMailServerAllowed } from '../../platform/mail/send-mail.js';
import { OutboundRefusal } from '../../platform/outbound/outbound-refusal.js';
import type { OutboundRules } from '../../platform/outbound/outbound-rules.js';
import { assertUrlAllowed } from '../../platform/outbound/post-json.js';
import type { EmailTarget } from './channel-kinds.js';

/** Where channels may send, as the owner of the machine decided. */
@Injectable()
export class Destinations {
  readonly rules: OutboundRules;
  /** The server of SMTP_URL; null: there is none. */
  readonly smtpUrl: string | null;
  /** Whom its mail comes from. */
  readonly from: string;
  /** Where links lead, without a slash at the end. */
  readonly baseUrl: string;

  constructor(settings: Settings) {
    this.rules = { trusted: settings.server.notificationHosts, denied: settings.server.deniedNetworks };
    this.smtpUrl = settings.smtpUrl;
    this.baseUrl = settings.baseUrl;
    this.from = settings.smtpFrom ?? userOf(settings.smtpUrl) ?? `backstitch@${domainOf(settings.publicUrl)}`;
  }

  /** A first look, for whoever fills in the form; every attempt to send looks again. Throws INVALID_PARAMETER. */
  async assertUrl(url: string): Promise<void> {
    await asParameter('url', assertUrlAllowed(url, this.rules));
  }

  async assertEmail({ smtp }: EmailTarget): Promise<void> {
    if (smtp !== null) await asParameter('email.smtp.host', assertMailServerAllowed(smtp, this.rules));
    else if (this.smtpUrl === null) {
      throw new AppError('INVALID_PARAMETER', 'This server has no mail server of its own.', {
        hint: 'Give the channel one of its own (email.smtp), or ask whoever runs the server for one (SMTP_URL).',
        errors: [{ field: 'email.smtp', message: 'is needed: SMTP_URL is not set' }],
      });
    }
  }
}

async function asParameter(field: string, check: Promise<void>): Promise<void> {
  try {
    await check;
  } catch (error) {
    if (!(error instanceof OutboundRefusal)) throw error;
    throw new AppError('INVALID_PARAMETER', error.message, {
      hint: error.hint,
      errors: [{ field, message: 'is not allowed' }],
    });
  }
}

function userOf(smtpUrl: string | null): string | null {
  const user = smtpUrl === null ? '' : decodeURIComponent(new URL(smtpUrl).username);
  return MAIL_ADDRESS.test(user) ? user : null;
}

function domainOf(publicUrl: string | null): string {
  const host = publicUrl === null ? '' : new URL(publicUrl).hostname;
  return /^[a-z0-9.-]+\.[a-z]+$/i.test(host) ? host : 'localhost';
}
