import { describe, expect, it } from '@jest/globals';
import { REASON_CODES } from '../../../src/features/source-health/source-health.js';
import { health as english } from '../i18n/en/health.js';
import { health as french } from '../i18n/fr/health.js';
import { healthReason } from './health-reason.js';

describe('why a source is not well', () => {
  it.each([
    ['English', english],
    ['French', french],
  ])('has words for every reason, %s', (_language, words) => {
    expect(Object.keys(words).sort()).toEqual([...REASON_CODES].sort());
  });

  it('is said with the moment as the reader writes it, and with the number of what is counted', () => {
    const said: Record<string, unknown>[] = [];
    const translate = (key: string, values: Record<string, unknown> = {}): string => {
      said.push({ key, ...values });
      return key;
    };
    healthReason(
      { code: 'missed', message: 'x', facts: { schedule: 'every night', dueAt: '2026-11-22T02:00:00.000Z' } },
      translate,
      'en-GB',
    );
    healthReason({ code: 'failing', message: 'x', facts: { count: 3 } }, translate, 'en-GB');
    expect(said).toEqual([
      expect.objectContaining({
        key: 'bs.health.missed',
        schedule: 'every night',
        due: expect.stringMatching(/^2[12] Nov 2026, \d\d:00$/),
      }),
      expect.objectContaining({ key: 'bs.health.failing', smart_count: 3 }),
    ]);
  });
});
