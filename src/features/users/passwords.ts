import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { normalisedPassword } from './password-rules.js';

/** OWASP's first choice for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane; about 20 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of nothing anybody can type, to be checked when there is no user: the answer then takes the same time. */
let nobody: Promise<string> | undefined;

export async function hashPassword(password: string): Promise<string> {
  return hash(normalisedPassword(password), COST);
}

/** `passwordHash` null: there is no such user; takes as long, and is always false. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(32).toString('hex'));
  const isRight = await verify(passwordHash ?? (await nobody), normalisedPassword(password));
  return passwordHash !== null && isRight;
}

/** 20 letters and digits, 116 bits, without those that look alike. */
export function generatePassword(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
  let password = '';
  while (password.length < 20) {
    for (const byte of randomBytes(32)) {
      // Bytes past the last whole multiple would favour the first letters.
      if (byte < 256 - (256 % alphabet.length)) password += alphabet.charAt(byte % alphabet.length);
    }
  }
  return password.slice(0, 20);
}
