import { expect, it } from '@jest/globals';
import { assertGoodPassword, passwordFault } from './password-rules.js';
import { hashPassword, isPassword } from './passwords.js';

const ADA = { email: 'ada.lovelace@engine.example', name: 'Ada Lovelace' };

it.each([
  'correct horse battery staple',
  'a-password-for-tests',
  'viewer-password-1',
  'gR7kq0ZtWmPx',
  '            x y z',
  'пароль из четырёх слов',
  '🔑🌧️🚲🫖🎻🦔🧭🪴🥁🧂🛶🪁',
])('takes %j', (password) => {
  expect(passwordFault(password, ADA)).toBeNull();
});

it.each([
  'password1234',
  'Password123!',
  'P@ssw0rd1234!!',
  'passwordpassword',
  'Passw0rd!Passw0rd!',
  'qwertyuiop[]',
  '123456789012',
  '098765432109',
  'aaaaaaaaaaaa',
  'abcdefghijklm',
  'abababababab',
  'adminadminadmin',
  'administrator1',
  'welcome12345!',
  'BackstitchBackup',
  'ada.lovelace@engine.example',
  'AdaLovelace!',
  'lovelace1234',
  'Engine123456',
])('does not take %j of Ada Lovelace', (password) => {
  expect(passwordFault(password, ADA)).toMatch(/harder to guess/);
});

it.each([
  ['eleven char', /at least 12/],
  ['🔑🌧🚲🫖🎻🦔', /at least 12/], // twelve units of UTF-16, six characters
  ['x'.repeat(257), /at most 256/],
])('takes neither too few nor too many characters: %j', (password, fault) => {
  expect(passwordFault(password, ADA)).toMatch(fault);
});

it('says which field it came in, and never what it was', () => {
  const thrown = (): void => {
    assertGoodPassword('password1234', ADA, 'newPassword');
  };
  expect(thrown).toThrow(
    expect.objectContaining({
      code: 'INVALID_PARAMETER',
      errors: [{ field: 'newPassword', message: expect.not.stringContaining('password1234') }],
    }),
  );
});

it('is the same however the keyboard composes its letters', async () => {
  const hash = await hashPassword('Zu\u0308rich am See, 8 Uhr');
  expect(await isPassword(hash, 'Z\u00fcrich am See, 8 Uhr')).toBe(true);
  expect(await isPassword(hash, 'Zurich am See, 8 Uhr')).toBe(false);
});
