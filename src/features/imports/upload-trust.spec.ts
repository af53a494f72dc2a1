import { describe, expect, it } from '@jest/globals';
import { generateSigningKey, signDocument } from '../../platform/crypto/signing.js';
import { trustOf } from './upload-trust.js';

const KEY = generateSigningKey();
const SIGNERS = new Map([['key', KEY.publicKey]]);
const upload = { tenantId: 'ours', sha256: 'aa', bytes: 7 };

function manifest(
  more: { tenantId?: string; trusted?: false; sha256?: string; format?: string } = {},
  key = KEY,
): string {
  const { tenantId = 'ours', sha256 = 'aa', format = 'backstitch-manifest', ...rest } = more;
  const document = { format, version: 1, backup: { tenantId, ...rest }, artifacts: [{ sha256, storedBytes: 7 }] };
  return JSON.stringify(signDocument(document, key, 'key'));
}

describe('an upload is trusted', () => {
  it('with a manifest that this instance signed for this tenant, and that describes it', () => {
    const { manifest: believed, warnings } = trustOf({ ...upload, manifest: manifest() }, SIGNERS);
    expect([believed?.backup.tenantId, warnings]).toEqual(['ours', []]);
  });

  it.each<[string, string | null]>([
    ['without one', null],
    ['with one that another instance signed', manifest({}, generateSigningKey())],
    ['with one that was changed', manifest().replace('"ours"', '"theirs"')],
    ['with one of another tenant', manifest({ tenantId: 'theirs' })],
    ['with one of a dump that was untrusted before', manifest({ trusted: false })],
    ['with one of the control database', manifest({ format: 'backstitch-control-manifest' })],
    ['with one that is no JSON', '{'],
    ['with one that is no object', '7'],
  ])('never %s', (_what, text) => {
    const { manifest: believed, warnings } = trustOf({ ...upload, manifest: text }, SIGNERS);
    expect([believed, warnings.length]).toEqual([null, text === null ? 0 : 1]);
  });

  it('never where it is another file than the manifest describes: that is no dump of nobody, but a mistake', () => {
    expect(() => trustOf({ ...upload, manifest: manifest({ sha256: 'bb' }) }, SIGNERS)).toThrow(
      expect.objectContaining({ code: 'CHECKSUM_MISMATCH' }),
    );
  });
});
