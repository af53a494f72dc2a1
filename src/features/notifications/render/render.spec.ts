import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Message } from '../message.js';
import { renderDiscord } from './discord.js';
import { renderMail } from './email.js';
import { newSigningSecret, signedHeaders } from './signature.js';
import { renderSlack } from './slack.js';
import { renderTeams } from './teams.js';
import { renderWebhook } from './webhook.js';

/** What a hostile tenant, or database server, could have written into any text. */
const HOSTILE =
  'x</td><script>alert(1)</script> <!channel> <@U1> @everyone @here [go](https://evil.example) **b** `c` & "q" \\';

function message(change: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    tone: 'bad',
    title: `Backup of ${HOSTILE} FAILED`,
    lead: HOSTILE,
    facts: [
      { label: 'Source', value: HOSTILE },
      { label: 'What to do', value: 'one\ntwo' },
    ],
    groups: [{ title: HOSTILE, entries: [{ tone: 'bad', text: HOSTILE, url: 'https://b.example/#/x' }], more: 3 }],
    link: { label: 'Show it', url: 'https://b.example/admin/backups/1/show' },
    footer: 'Backstitch',
    ...change,
  };
}

const huge = message({
  lead: '😀'.repeat(5_000),
  facts: Array.from({ length: 60 }, (_, index) => ({ label: `Fact ${index}`, value: 'v'.repeat(2_000) })),
  groups: Array.from({ length: 10 }, () => ({
    title: 'Many',
    entries: Array.from({ length: 500 }, () => ({ tone: 'bad' as const, text: '<'.repeat(300), url: null })),
    more: 0,
  })),
});

describe('a mail', () => {
  it('has everything in text and in HTML, and nothing of it is markup or a header', () => {
    const { subject, text, html } = renderMail(message({ title: 'a\r\nBcc: b@c' }));
    expect(subject).toBe('[Backstitch] a Bcc: b@c');
    expect(text).toContain('Source:     x</td><script>');
    expect(text).toContain('What to do: one\n            two');
    expect(text).toContain('Show it: https://b.example/admin/backups/1/show');
    expect(html).not.toContain('<script>');
    expect(html).toContain('x&lt;/td&gt;&lt;script&gt;alert(1)');
    expect(html).toContain('&amp; &quot;q&quot;');
    expect(html).toContain('<a href="https://b.example/admin/backups/1/show">');
    expect(html).toContain('one<br>two');
    expect(html.match(/<a /g)).toHaveLength(2);
  });

  it('keeps an address from leaving its attribute', () => {
    const { html } = renderMail(message({ link: { label: 'x', url: 'https://b/"onmouseover="x' } }));
    expect(html).toContain('href="https://b/&quot;onmouseover=&quot;x"');
  });
});

describe('a message of Slack and its like', () => {
  const text = JSON.stringify(renderSlack(message()));

  it('calls nobody, and links nowhere but to us', () => {
    expect(text).not.toMatch(/<[!@#]/);
    expect(text).not.toMatch(/@(everyone|here|channel)/);
    expect(text).not.toContain('](https://evil');
    expect(text).toContain('&lt;!channel&gt;');
    expect(text).toContain('"title_link":"https://b.example/admin/backups/1/show"');
  });

  it('is no longer than is taken', () => {
    const { attachments } = renderSlack(huge) as { attachments: [{ text: string }] };
    expect(attachments[0].text.length).toBeLessThanOrEqual(3_000);
    expect(attachments[0].text).not.toMatch(/&[a-z]*…/);
  });
});

describe('a message of Discord', () => {
  interface Embed {
    title: string;
    description: string;
    fields: { name: string; value: string }[];
    footer: { text: string };
  }
  const embedOf = (from: Message): Embed => (renderDiscord(from) as { embeds: [Embed] }).embeds[0];

  it('pings nobody, and shows every mark as it stands', () => {
    expect(renderDiscord(message())).toMatchObject({ allowed_mentions: { parse: [] } });
    const { description } = embedOf(message());
    expect(description).toContain('\\[go\\]\\(https://evil.example\\)');
    expect(description).toContain('\\*\\*b\\*\\* \\`c\\`');
    expect(description).toContain('\\<\\@U1\\>');
  });

  it('stays within every limit', () => {
    const { title, description, fields, footer } = embedOf(huge);
    expect(title.length).toBeLessThanOrEqual(256);
    expect(description.length).toBeLessThanOrEqual(4_096);
    expect(fields.length).toBeLessThanOrEqual(25);
    for (const { name, value } of fields) {
      expect(name.length).toBeLessThanOrEqual(256);
      expect(value.length).toBeLessThanOrEqual(1_024);
    }
    const parts = [title, description, footer.text, ...fields.flatMap(({ name, value }) => [name, value])];
    expect(parts.join('').length).toBeLessThanOrEqual(6_000);
    expect(description).not.toMatch(/\p{Cs}/u);
  });
});

describe('a card of Teams', () => {
  it('is an Adaptive Card of runs of text, which have no marks', () => {
    const card = renderTeams(message()) as { type: string; attachments: [{ contentType: string; content: Card }] };
    expect(card.type).toBe('message');
    expect(card.attachments[0].contentType).toBe('application/vnd.microsoft.card.adaptive');
    const { content } = card.attachments[0];
    expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' });
    expect(new Set(content.body.map(({ type }) => type))).toEqual(new Set(['RichTextBlock']));
    expect(content.actions).toEqual([
      { type: 'Action.OpenUrl', title: 'Show it', url: 'https://b.example/admin/backups/1/show' },
    ]);
  });

  it('is smaller than what is refused', () => {
    expect(Buffer.byteLength(JSON.stringify(renderTeams(huge)))).toBeLessThan(28_000);
  });

  interface Card {
    type: string;
    version: string;
    body: { type: string }[];
    actions: object[];
  }
});

describe('a generic webhook', () => {
  it('has the event with its data, besides the words', () => {
    const event = {
      id: 'e1',
      kind: 'backup.failed' as const,
      createdAt: new Date('2026-11-21T02:15:07Z'),
      subjectType: 'backup',
      subjectId: 'b1',
      data: { number: 7 },
      source: { id: 's1', name: 'shop' },
      lastGoodAt: null,
    };
    expect(renderWebhook(message(), { type: 'events', events: [event] })).toEqual({
      id: 'm1',
      type: 'events',
      title: `Backup of ${HOSTILE} FAILED`,
      text: HOSTILE,
      url: 'https://b.example/admin/backups/1/show',
      events: [
        {
          id: 'e1',
          event: 'failed',
          kind: 'backup.failed',
          at: '2026-11-21T02:15:07.000Z',
          source: { id: 's1', name: 'shop' },
          subject: { type: 'backup', id: 'b1' },
          lastGoodAt: null,
          data: { number: 7 },
        },
      ],
    });
  });

  it('is signed over its id, the time of the attempt and every byte', () => {
    const secret = newSigningSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSigningSecret()).not.toBe(secret);
    const headers = signedHeaders('m1', '{"a":"é"}', secret, new Date(1_795_296_068_900));
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', key).update('m1.1795296068.{"a":"é"}', 'utf8').digest('base64');
    expect(headers).toEqual({
      'webhook-id': 'm1',
      'webhook-timestamp': '1795296068',
      'webhook-signature': `v1,${expected}`,
    });
  });

  it('is signed as the standard’s own example is', () => {
    // https://github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md
    const headers = signedHeaders(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '{"test": 2432232314}',
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      new Date(1_614_265_330_000),
    );
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
