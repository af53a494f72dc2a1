import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import type { ConnectionTarget } from './connection.js';
import { sqlStateOf } from './postgres-error.js';

/** The ways to connect that this sslMode allows, in libpq's order. */
export async function tlsAttempts(target: ConnectionTarget): Promise<(ConnectionOptions | false)[]> {
  if (target.host.startsWith('/')) return [false];
  const unverified: ConnectionOptions = { rejectUnauthorized: false };
  const mode = target.sslMode ?? 'prefer';
  switch (mode) {
    case 'disable':
      return [false];
    case 'allow':
      return [false, unverified];
    case 'prefer':
      return [unverified, false];
    case 'require':
      return [unverified];
    case 'verify-ca':
      return [{ ca: await rootCertificates(), rejectUnauthorized: true, checkServerIdentity: () => undefined }];
    case 'verify-full':
      return [{ ca: await rootCertificates(), rejectUnauthorized: true }];
  }
}

/** libpq goes on to the other transport when TLS is not spoken, or pg_hba.conf has no line for this one (28000). */
export function mayTryOtherTransport(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state) return state === '28000';
  return !NO_SERVER.has((error as NodeJS.ErrnoException).code ?? '');
}

const NO_SERVER = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

/** pg_dump trusts ~/.postgresql/root.crt, so we do; without that file, the authorities that Node knows. */
async function rootCertificates(): Promise<Buffer | undefined> {
  try {
    return await readFile(join(homedir(), '.postgresql', 'root.crt'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
