import { type Audience, footerOf } from './event-message.js';
import type { Message } from './message.js';
import { inZone } from './wording.js';

/** What the test button sends. */
export function testMessage(id: string, askedBy: string, now: Date, audience: Audience): Message {
  return {
    id,
    tone: 'neutral',
    title: 'A test from Backstitch',
    lead: 'This channel works: what it was asked to tell of will come here.',
    facts: [
      { label: 'Asked for by', value: askedBy },
      { label: 'When', value: inZone(now, audience.timeZone) },
    ],
    groups: [],
    link: { label: 'Open Backstitch', url: `${audience.baseUrl}/admin/` },
    footer: footerOf(audience),
  };
}
