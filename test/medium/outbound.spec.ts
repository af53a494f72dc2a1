import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SMTPServerOptions } from 'smtp-server';
import { type Mail, sendMail, type TenantMailServer } from '../../src/platform/mail/send-mail.js';
import type { OutboundRules } from '../../src/platform/outbound/outbound-rules.js';
import { postJson, secondsOf } from '../../src/platform/outbound/post-json.js';
import type { SendOutcome } from '../../src/platform/outbound/send-outcome.js';
import { selfSigned } from '../support/certificates.js';
import { type MailServer, startMailServer } from '../support/mail-server.js';
import { type Receiver, startReceiver } from '../support/receiver.js';

const OURS: OutboundRules = { trusted: ['127.0.0.1'], denied: [] };
const NOBODYS: OutboundRules = { trusted: [], denied: [] };
const certificate = selfSigned();

const words = (outcome: SendOutcome): string =>
  `${outcome.kind}: ${outcome.detail} ${outcome.kind === 'delivered' ? '' : (outcome.hint ?? '')}`;

describe('a POST', () => {
  let receiver: Receiver;
  let silent: Server;
  beforeAll(async () => {
    receiver = await startReceiver();
    silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await receiver.stop();
    silent.close();
  });
  afterEach(() => {
    receiver.answerWith = 200;
    receiver.headers = {};
    receiver.received.length = 0;
  });

  const post = (url: string, rules = OURS, patienceMs?: number): Promise<SendOutcome> =>
    postJson({ url, body: '{"é":1}', headers: { 'x-one': 'two' } }, rules, patienceMs);

  it('arrives whole, with its headers', async () => {
    expect(await post(`${receiver.url}/a/b?c=d`)).toEqual({ kind: 'delivered', detail: '127.0.0.1 answered 200.' });
    expect(receiver.received).toMatchObject([
      { path: '/a/b?c=d', body: { é: 1 }, headers: { 'x-one': 'two', host: `127.0.0.1:${receiver.port}` } },
    ]);
  });

  it.each([
    [204, 'delivered'],
    [301, 'refused'],
    [307, 'refused'],
    [400, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [408, 'failed'],
    [413, 'refused'],
    [425, 'failed'],
    [429, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ] as const)('that is answered %d is %s', async (status, expected) => {
    receiver.answerWith = status;
    receiver.headers = { location: `${receiver.url}/elsewhere` };
    const outcome = await post(receiver.url);
    expect(outcome.kind).toBe(expected);
    expect(words(outcome)).not.toContain('business');
    expect(receiver.received.map(({ path }) => path)).toEqual(['/']);
  });

  it('that is answered too many is tried when the receiver says', async () => {
    receiver.answerWith = 429;
    receiver.headers = { 'retry-after': '77' };
    expect(await post(receiver.url)).toMatchObject({ kind: 'failed', retryAfterSeconds: 77 });
  });

  it('is not waited for without an end', async () => {
    receiver.answerWith = 'hang';
    const { port } = silent.address() as AddressInfo;
    for (const url of [receiver.url, `http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`]) {
      expect(words(await post(url, OURS, 300))).toMatch(/^failed: 127.0.0.1 did not answer within 0.3 s/);
    }
  });

  it('reaches nothing that is not public, though it is there', async () => {
    for (const url of [receiver.url, receiver.url.replace('http', 'https'), `http://[::1]:${receiver.port}/`]) {
      expect(words(await post(url, NOBODYS))).toMatch(/^refused: \S+ is not an address on the public internet/);
    }
    expect(receiver.received).toEqual([]);
  });

  it('reaches no private address behind a name', async () => {
    const { port } = receiver;
    const byName = await post(`http://localhost:${port}/`, NOBODYS);
    expect(byName.kind).not.toBe('delivered');
    expect(
      words(await post(`http://localhost:${port}/`, { trusted: ['localhost'], denied: ['127.0.0.0/8', '::1/128'] })),
    ).toMatch(/^refused/);
    expect((await post(`http://localhost:${port}/`, { trusted: ['localhost'], denied: [] })).kind).toBe('delivered');
    expect(receiver.received).toHaveLength(1);
  });

  it('goes over TLS to whom can prove who they are, and to nobody else', async () => {
    const secure = await startReceiver({ tls: certificate });
    const outcome = words(await post(secure.url));
    expect(outcome).toMatch(/^failed: There is no TLS with 127.0.0.1 \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    expect(secure.received).toEqual([]);
    await secure.stop();
  });

  it.each([
    ['http://127.0.0.1:1/', /^failed: 127.0.0.1 refuses connections/],
    ['https://no-such-name.invalid/', /^failed: The name no-such-name.invalid could not be resolved/],
  ])('to %s says what is wrong', async (url, expected) => {
    expect(words(await post(url))).toMatch(expected);
  });
});

it.each([
  ['120', 120],
  ['1.5', 2],
  ['Sat, 21 Nov 2026 03:00:30 GMT', 30],
  ['Sat, 21 Nov 2026 02:00:00 GMT', 0],
  ['soon', null],
  ['-5', null],
  [undefined, null],
])('Retry-After %s is %s seconds', (header, expected) => {
  expect(secondsOf(header, Date.parse('2026-11-21T03:00:00Z'))).toBe(expected);
});

describe('a mail', () => {
  const mail: Mail = {
    messageId: '<m1@example.com>',
    from: 'backstitch@example.com',
    to: ['ops@example.com', 'dba@example.com'],
    subject: 'Größe',
    text: 'Hello',
    html: '<p>Hello</p>',
    isUrgent: true,
  };
  const servers: MailServer[] = [];
  const start = async (options?: SMTPServerOptions): Promise<number> => {
    const server = await startMailServer(options);
    servers.push(server);
    return server.port;
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  const plain = { disabledCommands: ['STARTTLS'] };
  const withAuth: SMTPServerOptions = {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (auth, _session, callback) => {
      if (auth.username === 'ops' && auth.password === 'right') callback(null, { user: 'ops' });
      else callback(new Error('the server’s own words'));
    },
  };
  const tenant = (port: number, change: Partial<TenantMailServer> = {}): TenantMailServer => ({
    ...{ kind: 'tenant', host: '127.0.0.1', port, tls: 'none', user: null, password: null },
    ...change,
  });

  it('goes by the server of SMTP_URL', async () => {
    const port = await start(plain);
    expect((await sendMail(mail, { kind: 'own', url: `smtp://127.0.0.1:${port}` }, NOBODYS)).kind).toBe('delivered');
    const [{ to, raw } = { to: [], raw: '' }] = servers[0]?.mails ?? [];
    expect(to).toEqual(['ops@example.com', 'dba@example.com']);
    expect(raw).toMatch(/^Message-ID: <m1@example.com>$/im);
    expect(raw).toMatch(/^From: "?Backstitch"? <backstitch@example.com>$/im);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated$/im);
    expect(raw).toMatch(/^Subject: =\?UTF-8\?/im);
    expect(raw).toContain('multipart/alternative');
  });

  it('carries nothing into its headers, and to nobody else', async () => {
    const port = await start(plain);
    const own = { kind: 'own', url: `smtp://127.0.0.1:${port}` } as const;
    expect((await sendMail({ ...mail, subject: 'a\r\nBcc: evil@example.com' }, own, NOBODYS)).kind).toBe('delivered');
    for (const address of [
      'a@b\r\nBcc: evil@example.com',
      'a@b>\r\nRCPT TO:<evil@example.com',
      'a@b, evil@example.com',
    ]) {
      expect((await sendMail({ ...mail, to: [address] }, own, NOBODYS)).kind).toBe('refused');
      expect((await sendMail({ ...mail, from: address }, own, NOBODYS)).kind).toBe('refused');
    }
    expect(servers[0]?.mails.map(({ to }) => to)).toEqual([mail.to]);
    expect(servers[0]?.mails[0]?.raw).not.toMatch(/^Bcc:/im);
  });

  it('goes to a server of a tenant’s own, with its password, over TLS', async () => {
    const port = await start({ ...certificate, ...withAuth, allowInsecureAuth: false });
    const outcome = await sendMail(mail, tenant(port, { tls: 'starttls', user: 'ops', password: 'right' }), OURS);
    expect(words(outcome)).toMatch(/^failed: There is no TLS with 127.0.0.1 \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    expect(servers[0]?.mails).toEqual([]);
  });

  it('does not send a password where TLS is asked for and not offered', async () => {
    let seen = 0;
    const port = await start({
      ...withAuth,
      ...plain,
      onAuth: (_auth, _session, callback) => {
        seen += 1;
        callback(null, { user: 'ops' });
      },
    });
    const outcome = await sendMail(mail, tenant(port, { tls: 'starttls', user: 'ops', password: 'right' }), OURS);
    expect(outcome.kind).toBe('failed');
    expect(seen).toBe(0);
  });

  it.each([
    ['right', 'delivered'],
    ['wrong', 'failed'],
  ])('with a %s password is %s', async (password, expected) => {
    const port = await start({ ...withAuth, ...plain });
    const outcome = await sendMail(mail, tenant(port, { user: 'ops', password }), OURS);
    expect(outcome.kind).toBe(expected);
    expect(words(outcome)).not.toMatch(/own words|right|wrong/);
  });

  it.each([
    [550, 'refused'],
    [451, 'failed'],
  ])('whose addresses are answered %d is %s', async (responseCode, expected) => {
    const port = await start({
      ...plain,
      onRcptTo: (_address, _session, callback) => {
        callback(Object.assign(new Error('private words'), { responseCode }));
      },
    });
    const outcome = await sendMail(mail, tenant(port), OURS);
    expect(words(outcome)).toMatch(new RegExp(`^${expected}: 127.0.0.1 answered ${responseCode}`));
    expect(words(outcome)).not.toContain('private words');
  });

  it('is not waited for without an end', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const outcomes = await Promise.all([
      sendMail(mail, tenant(port), OURS, 500),
      sendMail(mail, { kind: 'own', url: `smtp://127.0.0.1:${port}` }, NOBODYS, 500),
    ]);
    for (const outcome of outcomes) expect(words(outcome)).toMatch(/^failed: .* did not answer within 0.5 s/);
    silent.close();
  });

  it('to a server that hangs up at once fails, and nothing else does', async () => {
    const rude = createServer((socket) => socket.resetAndDestroy());
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const { port } = rude.address() as AddressInfo;
    for (const server of [tenant(port), tenant(port, { tls: 'implicit' })]) {
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => sendMail(mail, server, OURS, 1_000)));
      expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['failed']));
    }
    rude.close();
  });

  it.each([
    [{ host: '127.0.0.1', port: 25 }, /not an address on the public internet/],
    [{ host: '8.8.8.8', port: 6379, tls: 'starttls' as const }, /at port 6379/],
    [{ host: '8.8.8.8', port: 587, tls: 'none' as const }, /without TLS/],
  ])('of a tenant goes to no server like %j', async (change, expected) => {
    const outcome = await sendMail(mail, tenant(25, change), NOBODYS);
    expect(words(outcome)).toMatch(/^refused/);
    expect(words(outcome)).toMatch(expected);
  });
});
