import { describe, expect, it } from '@jest/globals';
import { schedules } from '../i18n/en/schedules.js';
import { timingInWords } from './timing-in-words.js';

/** As the page has it: words by their key, with what stands in them. */
function translate(key: string, values: Record<string, unknown> = {}): string {
  const name = key.split('.').at(-1) as keyof typeof schedules.timing;
  const [one = '', many = one] = schedules.timing[name].split(' |||| ');
  const text = values.smart_count === 1 ? one : many;
  return text.replaceAll(/%\{(\w+)\}/g, (_all, each: string) => String(values[each]));
}

describe('the timing of a schedule', () => {
  it.each([
    ['5 * * * *', 'Every hour at minute 05'],
    ['0 3 * * *', 'Every day at 03:00'],
    ['0 5 * * SUN', 'Every Sunday at 05:00'],
    ['0 5 * * sun', 'Every Sunday at 05:00'],
    ['0 5 * * 0', 'Every Sunday at 05:00'],
    ['0 5 * * 7', 'Every Sunday at 05:00'],
    ['30 22 * * 1,4', 'Every Monday and Thursday at 22:30'],
    ['30 22 * * MON-WED', 'Every Monday, Tuesday and Wednesday at 22:30'],
    ['0 3 1 * *', 'On day 1 of each month at 03:00'],
    ['0 3 29 FEB *', 'Every year on 29 February at 03:00'],
    ['0 3 1 12 *', 'Every year on 1 December at 03:00'],
  ])('%s is "%s"', (cron, words) => {
    expect(timingInWords({ cron, every: null }, translate, 'en-GB')).toBe(words);
  });

  it.each([
    '61 3 * * *',
    '0 24 * * *',
    '0 3 32 * *',
    '0 3 0 * *',
    '*/5 * * * *',
    '0 3 1 13 *',
    '0 3 * * 8',
    '0 3 * * FRI-MON',
    '0 3 1 * SUN',
    '0 3 * JAN SUN',
    '0 3 * 0 *',
  ])('%s is said by no short sentence', (cron) => {
    expect(timingInWords({ cron, every: null }, translate, 'en-GB')).toBe(`By the expression ${cron}`);
  });

  it.each([
    ['1h', 'Every hour'],
    ['6h', 'Every 6 hours'],
  ])('every %s is "%s"', (every, words) => {
    expect(timingInWords({ cron: null, every }, translate, 'en-GB')).toBe(words);
  });
});
