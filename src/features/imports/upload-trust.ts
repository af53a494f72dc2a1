import { AppError } from '../../common/app-error.js';
import { verifyDocument } from '../../platform/crypto/signing.js';
import { type Manifest, MANIFEST_FORMAT } from '../backups/manifest.js';
import type { Warning } from '../backups/backup.entity.js';
import type { ReceivedUpload } from './received-upload.entity.js';

/** What the manifest that came along is worth. `manifest` is null for a dump that nobody here vouches for. */
export interface UploadTrust {
  manifest: Manifest | null;
  warnings: Warning[];
}

/**
 * Trusted is what this instance signed as its own dump, for this very tenant: what another tenant dumped may hold
 * anything. Throws CHECKSUM_MISMATCH where our signature is good and the file is another.
 */
export function trustOf(
  upload: Pick<ReceivedUpload, 'manifest' | 'sha256' | 'bytes' | 'tenantId'>,
  signers: ReadonlyMap<string, string>,
): UploadTrust {
  if (upload.manifest === null) return { manifest: null, warnings: [] };
  let manifest: Manifest;
  try {
    const document: unknown = JSON.parse(upload.manifest);
    verifyDocument(document, signers);
    manifest = document as Manifest; // signed by us, hence of our shape
  } catch (error) {
    if (!(error instanceof AppError) && !(error instanceof SyntaxError)) throw error;
    return untrusted('The manifest that came with it was not signed by this instance, or changed since');
  }
  // Our key signs manifests of dumps of the control database, too.
  if ((manifest.format as string) !== MANIFEST_FORMAT || manifest.backup.tenantId !== upload.tenantId) {
    return untrusted('The manifest that came with it is not of this tenant’s backups');
  }
  const described = manifest.artifacts.find(({ sha256 }) => sha256 === upload.sha256);
  if (described?.storedBytes !== upload.bytes) {
    throw new AppError('CHECKSUM_MISMATCH', 'The file is not the artifact that its manifest describes.', {
      hint: 'Send the artifact as it was stored or downloaded (not decrypted), with its own manifest; or without one, as an untrusted dump.',
    });
  }
  if (manifest.backup.trusted === false) return untrusted('This instance stored it once, and did not make it');
  return { manifest, warnings: [] };
}

function untrusted(why: string): UploadTrust {
  return {
    manifest: null,
    warnings: [{ code: 'MANIFEST_NOT_TRUSTED', message: `${why}: it is treated as anybody's.` }],
  };
}
