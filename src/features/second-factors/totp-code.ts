import type { Secret as TotpSecret, TOTP as Totp } from 'otpauth';

const STEP_SECONDS = 30;
/** A code of the step before or after is accepted too: phones are late, and people are slow. */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** 160 random bits (RFC 4226, 4), in base32. */
export async function newTotpSecret(): Promise<string> {
  const { Secret } = await otpauth();
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an authenticator app reads from a QR code. */
export async function totpUri(secret: string, email: string): Promise<string> {
  return (await totpOf(secret, email)).toString();
}

/** The step of time that this code is of, at `at` or one step away from it; null for a wrong one. */
export async function stepOfCode(secret: string, code: string, at: Date): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = await totpOf(secret);
  const delta = totp.validate({ token: code, timestamp: at.getTime(), window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp: at.getTime() }) + delta;
}

/** With what every app takes: SHA-1, six digits, 30 seconds. */
async function totpOf(secret: string, label = ''): Promise<Totp> {
  const { Secret, TOTP } = await otpauth();
  return new TOTP({ issuer: 'Backstitch', label, secret: Secret.fromBase32(secret), period: STEP_SECONDS });
}

/** Few people ever come here: it is loaded when the first one does. */
async function otpauth(): Promise<{ Secret: typeof TotpSecret; TOTP: typeof Totp }> {
  return import('otpauth');
}
