import { AppError } from '../../common/app-error.js';
import { recipientOf } from './age-identity.js';

/**
 * The identities in the text of a file that `age -i` takes: one per line, with empty lines and `#` comments between
 * them (https://age-encryption.org). Throws KEY_UNAVAILABLE, naming the line and never its content.
 */
export async function parseIdentityFile(text: string): Promise<string[]> {
  if (text.startsWith('age-encryption.org/') || text.startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) {
    throw new AppError('KEY_UNAVAILABLE', 'The identity file is itself encrypted', {
      hint: 'Open it first, into memory only: age -d identity.age, and give what that prints as a file.',
    });
  }
  const identities: string[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const identity = line.trim();
    if (identity === '' || identity.startsWith('#')) continue;
    try {
      await recipientOf(identity);
    } catch (cause) {
      throw new AppError('KEY_UNAVAILABLE', `Line ${index + 1} of the identity file is not AGE-SECRET-KEY-1…`, {
        hint: 'Identities of hardware keys and SSH keys cannot be read here: open the files below keys/ with `age -d -i` itself.',
        cause,
      });
    }
    identities.push(identity);
  }
  if (identities.length === 0) throw new AppError('KEY_UNAVAILABLE', 'The identity file holds no identity');
  return identities;
}
