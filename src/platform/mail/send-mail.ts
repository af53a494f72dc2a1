import { connect, isIP, type Socket } from 'node:net';
import nodemailer from 'nodemailer';
import { allowedAddresses, lookupOf, withoutBrackets } from '../outbound/allowed-addresses.js';
import { codeOf, connectionFailure } from '../outbound/connection-failure.js';
import { OutboundRefusal } from '../outbound/outbound-refusal.js';
import type { OutboundRules } from '../outbound/outbound-rules.js';
import type { SendOutcome } from '../outbound/send-outcome.js';

export interface Mail {
  /** The same for every attempt, so that a receiver can drop doubles: `<id@domain>`. */
  messageId: string;
  from: string;
  to: readonly string[];
  /** One line. */
  subject: string;
  text: string;
  html: string;
  isUrgent: boolean;
}

/** The server of SMTP_URL: the owner of the machine chose it, so it may be anywhere. */
export interface OwnMailServer {
  kind: 'own';
  url: string;
}

/** A server that a tenant named: it may be where the rules allow, and a password goes to it over TLS alone. */
export interface TenantMailServer {
  kind: 'tenant';
  host: string;
  port: number;
  /** `implicit`: TLS from the first byte (465). `starttls`: the server must offer it (587). `none`: to trusted hosts alone. */
  tls: 'implicit' | 'starttls' | 'none';
  user: string | null;
  password: string | null;
}

export type MailServer = OwnMailServer | TenantMailServer;

/** From the first look at the name to the server's last word. */
const PATIENCE_MS = 25_000;

/** Hands one mail to a server. Never rejects. */
export async function sendMail(
  mail: Mail,
  server: MailServer,
  rules: OutboundRules,
  patienceMs = PATIENCE_MS,
): Promise<SendOutcome> {
  const deadline = AbortSignal.timeout(patienceMs);
  const host = hostOf(server);
  try {
    const options = server.kind === 'own' ? { url: server.url } : await optionsOf(server, rules, deadline);
    const info = await nodemailer
      .createTransport({
        ...options,
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: patienceMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      .sendMail({
        messageId: mail.messageId,
        from: mail.from,
        to: [...mail.to],
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        ...(mail.isUrgent ? { priority: 'high' as const } : {}),
        signal: deadline,
      });
    return { kind: 'delivered', detail: deliveredDetail(host, mail.to.length, info.rejected.length) };
  } catch (error) {
    return replyOutcome(error, host) ?? connectionFailure(error, { host, patienceMs, isOver: deadline.aborted });
  }
}

function hostOf(server: MailServer): string {
  return server.kind === 'own' ? 'The mail server of SMTP_URL' : server.host;
}

function deliveredDetail(host: string, addressed: number, rejected: number): string {
  if (rejected === 0) return `${host} took the mail.`;
  return `${host} took the mail for ${addressed - rejected} of ${addressed} addresses, and refused the others.`;
}

async function optionsOf(server: TenantMailServer, rules: OutboundRules, signal: AbortSignal) {
  return {
    connection: await connectTo(server, rules, signal),
    host: server.host,
    port: server.port,
    secure: server.tls === 'implicit',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    ...(isIP(server.host) === 0 ? { tls: { servername: server.host } } : {}),
    ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
  };
}

/** To an address that was checked just before. Given to the mailer connected, so that it looks nothing up itself. */
async function connectTo(server: TenantMailServer, rules: OutboundRules, signal: AbortSignal): Promise<Socket> {
  const host = withoutBrackets(server.host);
  const addresses = await allowedAddresses(host, rules);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: server.port, lookup: lookupOf(addresses), autoSelectFamily: true, signal });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** What the server said with a reply code; null when it said nothing of the kind. */
function replyOutcome(error: unknown, host: string): SendOutcome | null {
  if (error instanceof OutboundRefusal) return null;
  const code = codeOf(error);
  const reply = replyCodeOf(error);
  if (reply === null && code !== 'EAUTH' && code !== 'EENVELOPE') return null;
  const detail = `${host} answered ${reply ?? code}.`;
  const isPassing = reply !== null && ((reply >= 400 && reply < 500) || reply === 503);
  if (isPassing) return { kind: 'failed', detail, hint: null, retryAfterSeconds: null };
  // A password that is out of date is mended by somebody, and what was to be told is then still news.
  if (code === 'EAUTH') return { kind: 'failed', detail, hint: hintFor(code), retryAfterSeconds: null };
  return { kind: 'refused', detail, hint: hintFor(code) };
}

function hintFor(code: string): string {
  if (code === 'EAUTH') return 'It does not take the user and password.';
  if (code === 'EENVELOPE') return 'It does not take these addresses: may it relay for this sender, and do they exist?';
  return 'It does not take the mail.';
}

function replyCodeOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return null;
  return typeof error.responseCode === 'number' ? error.responseCode : null;
}
