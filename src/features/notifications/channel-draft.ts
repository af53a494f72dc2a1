import { AppError } from '../../common/app-error.js';
import { MAIL_ADDRESS } from '../../platform/mail/mail-address.js';
import type { ChannelKind, Digest, EmailTarget, SmtpServer } from './channel-kinds.js';
import { NO_DIGEST } from './channel-kinds.js';
import type {
  DigestRequest,
  EmailTargetRequest,
  SmtpServerRequest,
  UpdateNotificationChannelRequest,
} from './notification-channel-requests.dto.js';

/** Pure: what a request makes of the parts of a channel. Each throws INVALID_PARAMETER or MISSING_PARAMETER. */

/** Mail needs addresses, everything else an address to post to. `isNew`: what is not given is missing. */
export function assertFits(kind: ChannelKind, request: UpdateNotificationChannelRequest, isNew: boolean): void {
  const [needed, foreign] = kind === 'email' ? (['email', 'url'] as const) : (['url', 'email'] as const);
  if (request[foreign] !== undefined) throw invalid(foreign, `is not of a channel of the kind ${kind}`);
  if (isNew && request[needed] === undefined) {
    throw new AppError('MISSING_PARAMETER', `A channel of the kind ${kind} needs ${needed}.`, {
      errors: [{ field: needed, message: 'is missing' }],
    });
  }
  if (request.newSecret === true && kind !== 'webhook') throw invalid('newSecret', 'is of a generic webhook alone');
}

/** As it is asked: as URL writes it, so that one address has one spelling. */
export function checkedUrl(text: string): string {
  if (!URL.canParse(text)) throw invalid('url', 'must be an address that begins with https://');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw invalid('url', 'must hold no user and password', 'A receiver knows our messages by their signature.');
  }
  url.hash = '';
  return url.href;
}

export function digestOf(request: DigestRequest, before: Digest = NO_DIGEST): Digest {
  return { enabled: request.enabled, hour: request.hour ?? before.hour, minute: request.minute ?? before.minute };
}

export interface EmailDraft {
  email: EmailTarget;
  /** What is kept from now on. */
  password: string | null;
}

export interface KeptEmail {
  email: EmailTarget;
  password: string | null;
}

/** Where mail goes, and with which password: a kept one goes to no other server, to no other user, and by no weaker way. */
export function emailDraft(request: EmailTargetRequest, kept: KeptEmail | null): EmailDraft {
  if (request.smtp === undefined) return { email: { to: request.to, smtp: null }, password: null };
  const smtp = smtpOf(request.smtp);
  const password = request.smtp.password ?? keptPassword(smtp, kept);
  if (smtp.user !== null && password === null) {
    throw invalid(
      'email.smtp.password',
      'is needed with this user',
      'Also when the server, user or TLS is another one.',
    );
  }
  if (smtp.user === null && password !== null) throw invalid('email.smtp.user', 'is needed with a password');
  return { email: { to: request.to, smtp }, password };
}

function smtpOf(request: SmtpServerRequest): SmtpServer {
  const user = request.user ?? null;
  const from = request.from ?? (user !== null && MAIL_ADDRESS.test(user) ? user : null);
  if (from === null) throw invalid('email.smtp.from', 'is needed: the user is no address');
  const tls = request.tls ?? (request.port === 465 ? 'implicit' : 'starttls');
  return { host: request.host, port: request.port, tls, user, from };
}

function keptPassword(smtp: SmtpServer, kept: KeptEmail | null): string | null {
  const before = kept?.email.smtp ?? null;
  if (kept === null || before === null || smtp.user === null) return null;
  const isTheSame = before.host === smtp.host && before.port === smtp.port && before.user === smtp.user;
  return isTheSame && before.tls === smtp.tls ? kept.password : null;
}

export function invalid(field: string, message: string, hint?: string): AppError {
  return new AppError('INVALID_PARAMETER', `${field} ${message}.`, {
    errors: [{ field, message }],
    ...(hint === undefined ? {} : { hint }),
  });
}
