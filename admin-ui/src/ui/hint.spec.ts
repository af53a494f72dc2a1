import { expect, it } from '@jest/globals';
import { hintForReader } from './hint.js';

const OWN: Record<string, string> = { 'bs.problem.hint.QUOTA_EXCEEDED': 'Wait for one to finish.' };
const said = (hint: string | null, code = 'CONFLICT'): string | null =>
  hintForReader({ code, hint }, (key) => OWN[key] ?? '');

it.each([
  ['Roll back the newest, or restore the safety backup of this one.'],
  ['GRANT SELECT ON ALL TABLES IN SCHEMA public TO backups;'],
])('says %s', (hint) => {
  expect(said(hint)).toBe(hint);
});

it.each([
  ['Wait for it to end (GET /drills/0193), or cancel it.', 'Wait for it to end, or cancel it.'],
  ['Five fields, or an interval (docs/tasks/schedule-backups.md).', 'Five fields, or an interval.'],
  ['Give it one (email.smtp), or ask for one (SMTP_URL).', 'Give it one, or ask for one.'],
])('leaves out what is only for who calls the API: %s', (hint, kept) => {
  expect(said(hint)).toBe(kept);
});

it.each(['GET /api/v1/backups lists those you may see.', 'What each route takes stands at /api/docs.'])(
  'says nothing of %s, or what the page says of its code',
  (hint) => {
    expect(said(hint)).toBeNull();
    expect(said(hint, 'QUOTA_EXCEEDED')).toBe('Wait for one to finish.');
  },
);

it('adds nothing where there was no hint', () => {
  expect(said(null, 'QUOTA_EXCEEDED')).toBeNull();
});
