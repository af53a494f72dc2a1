import { describe, expect, it } from '@jest/globals';
import { newTotpSecret, stepOfCode, totpUri } from './totp-code.js';

/** RFC 6238, Appendix B: its secret is the ASCII text 12345678901234567890, its codes cut to six digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('a code', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_111_111_111, '050471', 37_037_037],
    [2_000_000_000, '279037', 66_666_666],
    [20_000_000_000, '353130', 666_666_666],
  ])('at second %d is %s', async (seconds, code, step) => {
    expect(await stepOfCode(SECRET, code, at(seconds))).toBe(step);
  });

  it('is taken one step early or late, as the step that it is of, and no further away', async () => {
    const steps = [-61, -60, -31, -30, -1, 0, 29, 30, 59, 60].map((late) =>
      stepOfCode(SECRET, '081804', at(1_111_111_080 + late)),
    );
    const own = 37_037_036;
    expect(await Promise.all(steps)).toEqual([null, null, null, own, own, own, own, own, own, null]);
  });

  it.each(['', '000000', '81804', '0081804', '08180a', '٠٨١٨٠٤', ' 081804'])('is not %j', async (code) => {
    expect(await stepOfCode(SECRET, code, at(1_111_111_109))).toBeNull();
  });
});

it('makes a new secret each time, and a link for the app', async () => {
  const [one, other] = await Promise.all([newTotpSecret(), newTotpSecret()]);
  expect(one).toMatch(/^[A-Z2-7]{32}$/);
  expect(one).not.toBe(other);
  const uri = new URL(await totpUri(one, "o'neil+x@example.com"));
  expect(uri.href).toMatch(/^otpauth:\/\/totp\/Backstitch:o/);
  expect(decodeURIComponent(uri.pathname)).toContain("Backstitch:o'neil+x@example.com");
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({
    secret: one,
    issuer: 'Backstitch',
    digits: '6',
    period: '30',
  });
});
