import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { ageDecrypt, ageEncrypt } from '../../platform/pipeline/age.js';
import { runPipeline } from '../../platform/pipeline/pipeline.js';
import type { PipelineSink, PipelineSource, PipelineStage, PipelineTap } from '../../platform/pipeline/stage.js';
import { storedSink, storedSource } from '../../platform/pipeline/stored-parts.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { Keyring } from '../encryption-keys/keyring.js';
import { StoragesService } from '../storages/storages.service.js';
import type { ReceivedUpload } from './received-upload.entity.js';

/** For a pipeline: an upload as it came. */
export interface StoredUpload {
  source: PipelineSource;
  stages: (PipelineStage | PipelineTap)[];
}

export interface UploadPass {
  stages: readonly (PipelineStage | PipelineTap)[];
  sink: PipelineSink;
  signal: AbortSignal;
  isStillWorking?: () => boolean;
}

/** Where uploads lie between their coming in and their import: in the store, encrypted to the tenant's key, as they came. */
@Injectable()
export class UploadStore {
  constructor(
    private readonly settings: Settings,
    private readonly runner: ProcessRunner,
    private readonly storages: StoragesService,
    private readonly keyring: Keyring,
  ) {}

  /** Resolves when the object is whole and durable. Throws what the taps throw, DISK_FULL, STORAGE_FAILED; then there is none. */
  async write({ tenantId, storageId, storageKey }: ReceivedUpload, body: Readable, taps: PipelineTap[]): Promise<void> {
    const driver = await this.storages.driver(storageId);
    const { recipients } = await this.keyring.artifactKey(tenantId, driver);
    await runPipeline({
      source: { name: 'client', open: () => ({ output: body, ended: finished(body) }) },
      stages: [...taps, ageEncrypt({ runner: this.runner, program: 'age', recipients })],
      sink: storedSink(driver, storageKey),
      stallTimeoutMs: this.stallTimeoutMs,
      isStillWorking: (part) => part === 'client', // whoever reads the form gives a silent client up
    });
  }

  async open({ tenantId, keyId, storageId, storageKey }: ReceivedUpload): Promise<StoredUpload> {
    const source = storedSource(await this.storages.driver(storageId), storageKey);
    const identity = await this.keyring.identity(tenantId, keyId);
    return { source, stages: [ageDecrypt({ runner: this.runner, program: 'age', identity })] };
  }

  /** Reads it once, from its beginning. */
  async read(upload: ReceivedUpload, { stages, ...pass }: UploadPass): Promise<void> {
    const opened = await this.open(upload);
    await runPipeline({
      ...{ source: opened.source, stages: [...opened.stages, ...stages] },
      ...{ ...pass, stallTimeoutMs: this.stallTimeoutMs },
    });
  }

  private get stallTimeoutMs(): number {
    return this.settings.stallTimeoutSeconds * 1_000;
  }
}
