import { describe, expect, it } from '@jest/globals';
import { generateAgeIdentity } from './age-identity.js';
import { parseIdentityFile } from './identity-file.js';

describe('an identity file', () => {
  it('is read as age-keygen writes it, with comments, empty lines and several identities', async () => {
    const [one, two] = [await generateAgeIdentity(), await generateAgeIdentity()];
    const text = `# created: 2026-01-01\r\n# public key: ${one.recipient}\r\n${one.identity}\r\n\n  ${two.identity}  \n`;
    expect(await parseIdentityFile(text)).toEqual([one.identity, two.identity]);
  });

  it('is refused by the number of a wrong line, which is not shown', async () => {
    const { identity } = await generateAgeIdentity();
    const broken = identity.slice(0, -1);
    const refusal = expect(parseIdentityFile(`# one\n${identity}\n${broken}\n`)).rejects;
    await refusal.toMatchObject({ code: 'KEY_UNAVAILABLE', message: expect.stringContaining('Line 3') as unknown });
    await expect(parseIdentityFile(broken)).rejects.not.toThrow(broken);
  });

  it.each([
    ['holds nothing', '# only a comment\n', /no identity/],
    ['is encrypted', 'age-encryption.org/v1\n-> scrypt …', /itself encrypted/],
    ['is encrypted with armor', '-----BEGIN AGE ENCRYPTED FILE-----\n', /itself encrypted/],
    ['is of another kind', 'AGE-PLUGIN-YUBIKEY-1QQQ\n', /Line 1/],
  ])('is refused when it %s', async (_, text, words) => {
    await expect(parseIdentityFile(text)).rejects.toThrow(words);
  });
});
