import { AppError } from '../../common/app-error.js';

export const MIN_PASSWORD_LENGTH = 12;
/** As requests are checked (UTF-16 units), and as signing in takes them. */
export const MAX_PASSWORD_LENGTH = 256;

/** A password of fewer parts is what everybody tries first. */
const LEAST_PARTS = 3;
/** What passwords are made of by those who do not think of one. Longer ones first, as they are looked for. */
const COMMON_WORDS = [
  ...['administrator', '1q2w3e4r5t6y', '1qaz2wsx3edc', 'backstitch', 'changeme', 'database', 'football', 'iloveyou'],
  ...['password', 'passwort', 'postgres', 'princess', 'sunshine', 'baseball', 'superman', 'starwars', 'trustno1'],
  ...['qazwsxedc', 'welcome', 'letmein', 'default', 'freedom', 'charlie', 'michael', '1q2w3e4r', '1qaz2wsx'],
  ...['dragon', 'monkey', 'master', 'shadow', 'secret', 'summer', 'winter', 'spring', 'autumn', 'server', 'hunter'],
  ...['112233', '445566', 'passwd', 'batman', 'access', 'backup', 'admin', 'login', 'hello', 'guest', 'flower'],
  ...['pass', 'root', 'user', 'test', 'love', 'qwe', 'asd', 'zxc'],
].sort((one, other) => other.length - one.length);
const KEYBOARD_ROWS = ['1234567890', 'qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm'];
const LOOKS_LIKE: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Who it is for: a password that is made of these is the first that is tried. */
export interface PasswordOwner {
  email: string;
  name: string | null;
}

/** The form that is hashed, so that it is the same from every keyboard and system (NIST SP 800-63B). */
export function normalisedPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * What is wrong with a new password, as the end of a sentence; null: nothing. Long enough, and not what everybody tries:
 * no rule of capitals and digits, which makes passwords worse (NIST SP 800-63B).
 */
export function passwordFault(password: string, owner: PasswordOwner): string | null {
  const text = normalisedPassword(password);
  if (Array.from(text).length < MIN_PASSWORD_LENGTH) return `must have at least ${MIN_PASSWORD_LENGTH} characters`;
  if (text.length > MAX_PASSWORD_LENGTH) return `must have at most ${MAX_PASSWORD_LENGTH} characters`;
  if (partsOf(text.toLowerCase(), wordsOf(owner)).size >= LEAST_PARTS) return null;
  return 'must be harder to guess: it is little more than a common word, a name, a sequence or a repetition';
}

/** Throws INVALID_PARAMETER for a new password that will not do. @param field that it came in */
export function assertGoodPassword(password: string, owner: PasswordOwner, field: string): void {
  const fault = passwordFault(password, owner);
  if (fault === null) return;
  throw new AppError('INVALID_PARAMETER', `Not valid: ${field}.`, {
    hint: `A password has ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters of any kind. A few words that do not belong together are a good one.`,
    errors: [{ field, message: fault }],
  });
}

function wordsOf({ email, name }: PasswordOwner): string[] {
  const own = `${email} ${name ?? ''}`.toLowerCase();
  const words = [email.toLowerCase(), ...own.split(/[^\p{L}\p{N}]+/u)];
  return words.filter((word) => word.length >= 3).sort((one, other) => other.length - one.length);
}

/** Of what it is put together, each once: known words, sequences and repetitions as one, every other letter for itself. */
function partsOf(text: string, ownWords: readonly string[]): Set<string> {
  const raw = text.replace(/[!-/:-@[-`{-~\s]+$/, '');
  const folded = Array.from({ length: raw.length }, (_, at) => LOOKS_LIKE[raw.charAt(at)] ?? raw.charAt(at)).join('');
  const words = [...ownWords, ...COMMON_WORDS];
  const parts = new Set<string>();
  for (let at = 0; at < raw.length;) {
    const word = words.find((each) => raw.startsWith(each, at) || folded.startsWith(each, at));
    const length = Math.max(word?.length ?? 0, runAt(raw, at), 1);
    parts.add(length === word?.length ? word : raw.slice(at, at + length));
    at += length;
  }
  return parts;
}

/** How long what begins there goes on by one rule: the same letter, the next of the alphabet, of a row of keys; 0 below 3. */
function runAt(text: string, at: number): number {
  const longest = Math.max(
    ...[0, 1, -1].map((step) => runLength(text, at, (one, next) => next.charCodeAt(0) - one.charCodeAt(0) === step)),
    ...KEYBOARD_ROWS.flatMap((row) =>
      [1, -1].map((step) =>
        runLength(
          text,
          at,
          (one, next) => row.includes(one) && next === row.at((row.indexOf(one) + step) % row.length),
        ),
      ),
    ),
  );
  return longest >= 3 ? longest : 0;
}

function runLength(text: string, at: number, follows: (one: string, next: string) => boolean): number {
  let end = at + 1;
  while (end < text.length && follows(text.charAt(end - 1), text.charAt(end))) end += 1;
  return end - at;
}
