import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import { identitiesOpen } from '../../platform/crypto/age-identity.js';
import { ageDecrypt } from '../../platform/pipeline/age.js';
import { gzipDecompress } from '../../platform/pipeline/gzip.js';
import { checksumStage, tapStage } from '../../platform/pipeline/observers.js';
import type { PipelineStage, PipelineTap } from '../../platform/pipeline/stage.js';
import { discardSink } from '../../platform/pipeline/stored-parts.js';
import { zstdDecompress } from '../../platform/pipeline/zstd.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { EncryptionKey } from '../encryption-keys/encryption-key.entity.js';
import { Keyring } from '../encryption-keys/keyring.js';
import type { ReceivedUpload } from './received-upload.entity.js';
import { KIND_BYTES, kindOf, type UploadKind } from './upload-kind.js';
import { UploadStore } from './upload-store.js';

type Layer = Exclude<UploadKind, DumpKind>;
/** What a dump itself can be. */
type DumpKind = 'archive' | 'tar';

export interface FoundUpload {
  kind: DumpKind;
  /** Around it, from the outside in. */
  layers: readonly Layer[];
}

/** What may lie around a dump; anything deeper is a toy, or a bomb. */
const TAKEN: readonly string[] = ['', 'zstd', 'gzip', 'age', 'age zstd', 'age gzip'];

/** From an upload in the store to the dump within it, whatever lies around that. */
@Injectable()
export class UploadLayers {
  constructor(
    private readonly database: Database,
    private readonly runner: ProcessRunner,
    private readonly keyring: Keyring,
    private readonly store: UploadStore,
  ) {}

  /** Looks at the first bytes, layer by layer. Throws ARCHIVE_UNREADABLE for what is not taken. */
  async find(upload: ReceivedUpload, signal: AbortSignal): Promise<FoundUpload> {
    const layers: Layer[] = [];
    for (;;) {
      const start = await this.peek(upload, layers, signal);
      const kind = kindOf(start);
      if (kind === 'archive' || kind === 'tar') return { kind, layers };
      if (kind === 'age') await this.assertOurs(upload, start);
      layers.push(kind);
      if (TAKEN.includes(layers.join(' '))) continue;
      throw new AppError(
        'ARCHIVE_UNREADABLE',
        `The file is not taken: archives within archives (${layers.join(', ')}).`,
        {
          hint: 'Send the dump itself, or compress it once, by gzip or zstd.',
        },
      );
    }
  }

  /** The stages that open them, of an upload as it came; what was received is compared with what the store gives back. */
  async open(upload: ReceivedUpload, layers: readonly Layer[]): Promise<(PipelineStage | PipelineTap)[]> {
    const opened: (PipelineStage | PipelineTap)[] = [asReceived(upload)];
    for (const layer of layers) opened.push(await this.opener(upload, layer));
    return opened;
  }

  private async opener({ tenantId }: ReceivedUpload, layer: Layer): Promise<PipelineStage> {
    const { runner } = this;
    switch (layer) {
      case 'zstd':
        return zstdDecompress({ runner, program: 'zstd' });
      case 'gzip':
        return gzipDecompress({ runner });
      case 'age':
        return ageDecrypt({ runner, program: 'age', identity: (await this.identities(tenantId)).join('\n') });
    }
  }

  /** Nothing is told of whose keys they are: another tenant's here, or another installation's. */
  private async assertOurs({ tenantId }: ReceivedUpload, start: Buffer): Promise<void> {
    if ((await identitiesOpen(start, await this.identities(tenantId))) !== false) return;
    throw new AppError('KEY_UNAVAILABLE', 'The file is encrypted, and to none of the keys of this tenant.', {
      hint:
        'Decrypt it where it comes from, and upload what comes out: there, `npm run keys:export` writes the identities of ' +
        'a tenant; then `age -d -i keys.txt shop.dump.zst.age > shop.dump.zst`. Whoever holds the identity of its ' +
        'recovery recipient can do the same with that.',
    });
  }

  /** Of this tenant alone: by an upload nobody opens what is another's. */
  private async identities(tenantId: string): Promise<string[]> {
    const keys = await this.database.asSystem((manager) =>
      manager.findBy(EncryptionKey, { tenantId, purpose: 'artifacts' }),
    );
    return Promise.all(keys.map(({ id }) => this.keyring.identity(tenantId, id)));
  }

  private async peek(upload: ReceivedUpload, layers: readonly Layer[], signal: AbortSignal): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const enough = new Error('The first bytes are there.');
    const look = tapStage('first bytes', (chunk) => {
      chunks.push(Buffer.from(chunk.subarray(0, KIND_BYTES)));
      bytes += chunk.length;
      if (bytes >= KIND_BYTES) throw enough;
    });
    const opened: PipelineStage[] = [];
    for (const layer of layers) opened.push(await this.opener(upload, layer));
    try {
      await this.store.read(upload, { stages: [...opened, look], sink: discardSink(), signal });
    } catch (error) {
      if (error !== enough) throw error;
    }
    return Buffer.concat(chunks).subarray(0, KIND_BYTES);
  }
}

function asReceived({ bytes, sha256 }: ReceivedUpload): PipelineTap {
  const checksum = checksumStage();
  return tapStage(
    'upload',
    (chunk) => {
      checksum.onChunk(chunk);
    },
    () => {
      checksum.onEnd();
      if (checksum.result.bytes === bytes && checksum.result.sha256 === sha256) return;
      throw new AppError('CHECKSUM_MISMATCH', 'The store does not give back what was uploaded.', {
        hint: 'Check the disk, and upload it again.',
      });
    },
  );
}
