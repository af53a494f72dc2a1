import { connect, isIP, type Socket } from 'node:net';
import nodemailer from 'nodemailer';
import { allowedAddresses, type HostAddress, lookupOf, withoutBrackets } from '../outbound/allowed-addresses.js';
import { codeOf, connectionFailure } from '../outbound/connection-failure.js';
import { OutboundRefusal } from '../outbound/outbound-refusal.js';
import { isTrusted, type OutboundRules } from '../outbound/outbound-rules.js';
import type { SendOutcome } from '../outbound/send-outcome.js';
import { MAIL_ADDRESS } from './mail-address.js';

export interface Mail {
  /** The same for every attempt, so that a receiver can drop doubles: `<id@domain>`. */
  messageId: string;
  /** Addresses, without names. */
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

const SENDER = 'Backstitch';
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
  // The mailer reads a text as a list of addresses, and finds more than one in it.
  if (![mail.from, ...mail.to].every((address) => MAIL_ADDRESS.test(address))) {
    return { kind: 'refused', detail: 'What is to be an address is none.', hint: null };
  }
  try {
    const options = server.kind === 'own' ? { url: server.url } : await optionsOf(server, rules, deadline);
    const info = await nodemailer
      .createTransport({
        ...options,
        // Ours comes first, and says who did not answer.
        connectionTimeout: 2 * patienceMs,
        greetingTimeout: 2 * patienceMs,
        socketTimeout: 2 * patienceMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      .sendMail({
        messageId: mail.messageId,
        from: { name: SENDER, address: mail.from },
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

/** A tenant's server may be asked by the ports of mail alone, and what is said to it is encrypted, unless the owner of the machine named it. */
const MAIL_PORTS = [25, 465, 587, 2525];

/**
 * Whether mail may go there, as far as that can be told without connecting: a name that cannot be resolved (yet) is no
 * reason to refuse it. Throws OutboundRefusal.
 */
export async function assertMailServerAllowed(
  server: Pick<TenantMailServer, 'host' | 'port' | 'tls'>,
  rules: OutboundRules,
): Promise<void> {
  try {
    await addressesOf(server, rules);
  } catch (error) {
    if (error instanceof OutboundRefusal) throw error;
    assertUsual(server, isTrusted(server.host, null, rules));
  }
}

async function addressesOf(
  server: Pick<TenantMailServer, 'host' | 'port' | 'tls'>,
  rules: OutboundRules,
): Promise<HostAddress[]> {
  const host = withoutBrackets(server.host);
  const addresses = await allowedAddresses(host, rules);
  assertUsual(
    server,
    addresses.every(({ address }) => isTrusted(host, address, rules)),
  );
  return addresses;
}

function assertUsual({ host, port, tls }: Pick<TenantMailServer, 'host' | 'port' | 'tls'>, isOurs: boolean): void {
  if (isOurs) return;
  if (!MAIL_PORTS.includes(port)) {
    throw new OutboundRefusal(`${host} is asked at port ${port}.`, `Mail goes to one of ${MAIL_PORTS.join(', ')}.`);
  }
  if (tls === 'none') {
    throw new OutboundRefusal(`${host} is asked without TLS.`, 'Say `starttls`, or `implicit` for port 465.');
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
  const addresses = await addressesOf(server, rules);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: server.port, lookup: lookupOf(addresses), autoSelectFamily: true, signal });
    // Stays: the mailer listens only later, and an error that nobody hears would end the process.
    socket.on('error', reject);
    socket.once('connect', () => {
      resolve(socket);
    });
  });
}

/** What the server said with a reply code; null when it said nothing of the kind. */
function replyOutcome(error: unknown, host: string): SendOutcome | null {
  if (error instanceof OutboundRefusal) return null;
  const code = codeOf(error);
  const reply = replyCodeOf(error);
  if (code === 'ETLS') return null;
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
