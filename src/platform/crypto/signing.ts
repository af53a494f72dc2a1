import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { AppError } from '../../common/app-error.js';
import { canonicalJson } from './canonical-json.js';

/** An Ed25519 key pair: DER in base64, as `openssl pkey -inform DER` reads it. */
export interface SigningKey {
  /** PKCS #8: secret. */
  privateKey: string;
  /** SubjectPublicKeyInfo. */
  publicKey: string;
}

export interface DocumentSignature {
  algorithm: 'Ed25519';
  keyId: string;
  publicKey: string;
  /** Base64, over the canonical JSON of the whole document without this one field. */
  value: string;
}

export type Signed<T extends object> = T & { signature: DocumentSignature };

export function generateSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** The key pair of a seed (32 bytes): the same each time. */
export function signingKeyFromSeed(seed: Buffer): SigningKey {
  const der = Buffer.concat([PKCS8_ED25519, seed]);
  const publicKey = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return {
    privateKey: der.toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** What stands before the 32 bytes of a seed in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Names a public key: the first 16 hex digits of SHA-256 over its DER. */
export function signingKeyId(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);
}

/** Base64. KEY_UNAVAILABLE when the key is not one. */
export function sign(bytes: Uint8Array, key: Pick<SigningKey, 'privateKey'>): string {
  try {
    const privateKey = createPrivateKey({ key: Buffer.from(key.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
    return signBytes(null, bytes, privateKey).toString('base64');
  } catch (cause) {
    throw new AppError('KEY_UNAVAILABLE', 'The signing key cannot be used', { cause });
  }
}

/** False for a wrong signature and for anything that is no key or no signature. */
export function verify(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verifyBytes(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false; // not a key: it has signed nothing
  }
}

/** The signature covers the document, the algorithm and the key's id and public half. */
export function signDocument<T extends object>(document: T, key: SigningKey, keyId: string): Signed<T> {
  const unsigned = { algorithm: 'Ed25519' as const, keyId, publicKey: key.publicKey };
  const value = sign(Buffer.from(canonicalJson({ ...document, signature: unsigned })), key);
  return { ...document, signature: { ...unsigned, value } };
}

/**
 * Throws MANIFEST_INVALID unless a trusted key signed exactly this document. The public key in the document is for
 * people who check by hand; trusted is only what `trustedPublicKeys` (key id → public key) holds.
 */
export function verifyDocument(document: unknown, trustedPublicKeys: ReadonlyMap<string, string>): void {
  const signature = signatureOf(document);
  if (signature === null) throw invalid('is not signed');
  const trusted = trustedPublicKeys.get(signature.keyId);
  if (trusted === undefined)
    throw invalid(`is signed with the key ${signature.keyId.slice(0, 64)}, which is not trusted here`);
  const { value, ...covered } = signature;
  const bytes = bytesOf({ ...(document as object), signature: covered });
  if (covered.publicKey !== trusted || !verify(bytes, value, trusted)) throw invalid('was changed after it was signed');
}

function bytesOf(document: object): Buffer {
  try {
    return Buffer.from(canonicalJson(document));
  } catch (cause) {
    throw invalid('holds what a signed document cannot', cause);
  }
}

function signatureOf(document: unknown): DocumentSignature | null {
  if (typeof document !== 'object' || document === null || !('signature' in document)) return null;
  const { signature } = document;
  if (typeof signature !== 'object' || signature === null) return null;
  const { algorithm, keyId, publicKey, value, ...others } = signature as Partial<Record<string, unknown>>;
  if (algorithm !== 'Ed25519' || Object.keys(others).length > 0) return null;
  if (typeof keyId !== 'string' || typeof publicKey !== 'string' || typeof value !== 'string') return null;
  return { algorithm, keyId, publicKey, value };
}

function invalid(what: string, cause?: unknown): AppError {
  return new AppError('MANIFEST_INVALID', `The document ${what}`, {
    hint: 'It is damaged, was edited, or comes from another instance: import it as an untrusted backup.',
    cause,
  });
}
