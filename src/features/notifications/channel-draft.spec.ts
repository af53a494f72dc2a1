import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../common/app-error.js';
import { assertFits, checkedUrl, digestOf, emailDraft } from './channel-draft.js';
import type { ChannelKind } from './channel-kinds.js';
import { shortened } from './channel-secrets.js';
import type { UpdateNotificationChannelRequest } from './notification-channel-requests.dto.js';

const field = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.errors?.[0]?.field ?? ''}`;
    throw error;
  }
  return undefined;
};

describe('a kind', () => {
  const email = { to: ['a@b'] };
  it.each<[ChannelKind, UpdateNotificationChannelRequest, boolean, string | undefined]>([
    ['email', {}, true, 'MISSING_PARAMETER email'],
    ['slack', {}, true, 'MISSING_PARAMETER url'],
    ['slack', {}, false, undefined],
    ['email', { url: 'https://x' }, false, 'INVALID_PARAMETER url'],
    ['teams', { email }, false, 'INVALID_PARAMETER email'],
    ['discord', { newSecret: true }, false, 'INVALID_PARAMETER newSecret'],
    ['webhook', { newSecret: true }, false, undefined],
  ])('%s with %j', (kind, request, isNew, expected) => {
    const fault = field(() => {
      assertFits(kind, request, isNew);
    });
    expect(fault).toBe(expected);
  });
});

describe('an address to post to', () => {
  it.each([
    ['https://hooks.example.com/a?b=c#d', 'https://hooks.example.com/a?b=c'],
    ['https://HOOKS.example.com', 'https://hooks.example.com/'],
    ['http://2130706433/x', 'http://127.0.0.1/x'],
    ['http://0x7f.1/x', 'http://127.0.0.1/x'],
  ])('%s has one spelling', (text, expected) => {
    expect(checkedUrl(text)).toBe(expected);
  });

  it.each(['https://user@example.com/', 'https://:word@example.com/', 'https://', 'https://a b/'])(
    'is not %s',
    (text) => {
      expect(field(() => checkedUrl(text))).toBe('INVALID_PARAMETER url');
    },
  );

  it.each([
    ['https://hooks.slack.com/services/T000/B000/XXXXXXXXabcd', 'https://hooks.slack.com/…abcd'],
    ['https://h.example.com/?sig=topsecrettopsecret1234', 'https://h.example.com/…1234'],
    ['https://h.example.com/short-secret', 'https://h.example.com/…'],
    ['https://h.example.com/', 'https://h.example.com/'],
  ])('is shown so that it lets nobody in: %s', (url, expected) => {
    expect(shortened(url)).toBe(expected);
  });
});

describe('a mail server', () => {
  const smtp = { host: 'smtp.example.com', port: 587, user: 'ops@example.com', password: 'word' };
  const kept = { email: emailDraft({ to: ['a@b'], smtp }, null).email, password: 'kept' };

  it('speaks TLS as its port does, and sends as its user, where nothing else is said', () => {
    expect(kept.email.smtp).toEqual({
      ...{ host: 'smtp.example.com', port: 587, tls: 'starttls' },
      ...{ user: 'ops@example.com', from: 'ops@example.com' },
    });
    expect(emailDraft({ to: ['a@b'], smtp: { ...smtp, port: 465 } }, null).email.smtp?.tls).toBe('implicit');
  });

  it.each([
    [{ user: 'ops' }, 'INVALID_PARAMETER email.smtp.from'],
    [{ user: undefined, from: 'a@b' }, 'INVALID_PARAMETER email.smtp.user'],
    [{ password: undefined }, 'INVALID_PARAMETER email.smtp.password'],
  ])('is refused with %j', (change, expected) => {
    expect(field(() => emailDraft({ to: ['a@b'], smtp: { ...smtp, ...change } }, null))).toBe(expected);
  });

  it('keeps its password while it stays what it is', () => {
    const without = { host: smtp.host, port: smtp.port, user: smtp.user };
    expect(emailDraft({ to: ['c@d'], smtp: without }, kept).password).toBe('kept');
    for (const change of [{ host: 'evil.example.com' }, { port: 25 }, { user: 'x@y' }, { tls: 'none' as const }]) {
      expect(field(() => emailDraft({ to: ['a@b'], smtp: { ...without, ...change } }, kept))).toBe(
        'INVALID_PARAMETER email.smtp.password',
      );
    }
    expect(emailDraft({ to: ['a@b'] }, kept)).toEqual({ email: { to: ['a@b'], smtp: null }, password: null });
  });
});

it('keeps the hour of a digest that is switched off and on', () => {
  const off = digestOf({ enabled: false }, { enabled: true, hour: 6, minute: 45 });
  expect(digestOf({ enabled: true }, off)).toEqual({ enabled: true, hour: 6, minute: 45 });
  expect(digestOf({ enabled: true })).toEqual({ enabled: true, hour: 8, minute: 0 });
});
