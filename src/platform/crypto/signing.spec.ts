import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';
import { generateSigningKey, sign, signDocument, signingKeyId, verify, verifyDocument } from './signing.js';

const key = generateSigningKey();
const keyId = signingKeyId(key.publicKey);
const trusted = new Map([[keyId, key.publicKey]]);
const manifest = {
  format: 1,
  artifacts: [{ name: 'database', bytes: 123, sha256: 'ab' }],
  tableCounts: { 'public."Ä b"': 5 },
};
const invalid = expect.objectContaining({ code: 'MANIFEST_INVALID' });

describe('sign and verify', () => {
  it('verifies only the bytes, the signature and the key that belong together', () => {
    const bytes = Buffer.from('bytes');
    const signature = sign(bytes, key);
    expect(verify(bytes, signature, key.publicKey)).toBe(true);
    expect(verify(Buffer.from('other'), signature, key.publicKey)).toBe(false);
    expect(verify(bytes, signature, generateSigningKey().publicKey)).toBe(false);
    for (const nonsense of ['', 'AAAA', 'not base64!']) {
      expect(verify(bytes, nonsense, key.publicKey)).toBe(false);
      expect(verify(bytes, signature, nonsense)).toBe(false);
    }
  });

  it('says that a key cannot be used', () => {
    expect(() => sign(Buffer.from('x'), { privateKey: 'AAAA' })).toThrow(
      expect.objectContaining({ code: 'KEY_UNAVAILABLE' }),
    );
  });
});

describe('signed documents', () => {
  it('are verified after a way through JSON, however their keys are ordered', () => {
    const signed = signDocument(manifest, key, keyId);
    expect(signed).toMatchObject({ ...manifest, signature: { algorithm: 'Ed25519', keyId, publicKey: key.publicKey } });
    verifyDocument(JSON.parse(JSON.stringify(signed)), trusted);
    verifyDocument(Object.fromEntries(Object.entries(signed).reverse()), trusted);
  });

  it('leave out what is undefined, as JSON does', () => {
    verifyDocument(JSON.parse(JSON.stringify(signDocument({ a: 1, b: undefined }, key, keyId))), trusted);
  });

  it('are refused when anything in them was changed, added or taken away', () => {
    const signed = signDocument(manifest, key, keyId);
    const other = generateSigningKey();
    for (const forged of [
      { ...signed, format: 2 },
      { ...signed, more: true },
      { ...signed, artifacts: [] },
      { format: 1, signature: signed.signature },
      { ...signed, signature: { ...signed.signature, keyId: 'other' } },
      { ...signed, signature: { ...signed.signature, algorithm: 'none' } },
      { ...signed, signature: { ...signed.signature, extra: 1 } },
      { ...signed, signature: { ...signed.signature, value: '' } },
      { ...signed, signature: { ...signed.signature, publicKey: other.publicKey } },
      signDocument(manifest, other, keyId),
      signDocument(manifest, other, signingKeyId(other.publicKey)),
      manifest,
      { ...manifest, signature: null },
      null,
      'text',
      [],
    ]) {
      expect(() => {
        verifyDocument(forged, trusted);
      }).toThrow(invalid);
    }
  });

  it('are refused, without harm, when nested without end', () => {
    const { signature } = signDocument(manifest, key, keyId);
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(() => {
      verifyDocument({ deep, signature }, trusted);
    }).toThrow(invalid);
  });
});

describe('canonicalJson', () => {
  it('writes as RFC 8785 does', () => {
    // Numbers, escapes and the order of keys from the examples of RFC 8785, sections 3.2.2 and 3.2.3.
    expect(
      canonicalJson({
        numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0],
        literals: [null, true, false],
      }),
    ).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0]}');
    expect(canonicalJson('\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.keys(JSON.parse(canonicalJson(keys)) as object)).toHaveLength(7);
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  it.each([
    [NaN],
    [Infinity],
    [1n],
    [new Date(0)],
    [new Map()],
    [Symbol('x')],
    [[undefined]],
    ['\ud800'],
    [() => 1],
    [undefined],
  ])('refuses what JSON does not carry unchanged (%#)', (value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'INTERNAL_ERROR' }));
  });
});
