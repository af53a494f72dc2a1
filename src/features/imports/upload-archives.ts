import { Injectable } from '@nestjs/common';
import { tapStage } from '../../platform/pipeline/observers.js';
import type { PipelineSink, PipelineSource, PipelineStage, PipelineTap } from '../../platform/pipeline/stage.js';
import { type ParsedToc, recodeArchive } from '../../platform/postgres/archive/recode-archive.js';
import { archiveOfTar } from '../../platform/postgres/tarred-dump/archive-of-tar.js';
import { takeInventory } from '../../platform/postgres/tarred-dump/inventory.js';
import { type LoadPlan, planLoad } from '../../platform/postgres/tarred-dump/load-plan.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { noBomb, TOC_LIMITS } from './import-limits.js';
import type { ReceivedUpload } from './received-upload.entity.js';
import { type FoundUpload, UploadLayers } from './upload-layers.js';
import { type UploadPass, UploadStore } from './upload-store.js';

export interface OpenUpload {
  upload: ReceivedUpload;
  found: FoundUpload;
  importMaxBytes: number;
  signal: AbortSignal;
  /** Shown before the first byte of the archive is handed on; what it throws ends it. */
  onToc: (toc: ParsedToc) => Promise<void>;
  /** Bytes so far of a tar that is looked through first. */
  onLooked: (bytes: number) => void;
}

/** For a pipeline: from the upload to the archive that pg_dump -Fc -Z0 would have written. */
export interface OpenedUpload {
  source: PipelineSource;
  stages: (PipelineStage | PipelineTap)[];
  isStillWorking: (part: string) => boolean;
}

/** Uploads as archives in our own form, whichever of pg_dump's formats they came in. */
@Injectable()
export class UploadArchives {
  constructor(
    private readonly runner: ProcessRunner,
    private readonly layers: UploadLayers,
    private readonly store: UploadStore,
  ) {}

  /** Throws ARCHIVE_UNREADABLE, and what `onToc` throws; before anything is stored where the table of contents tells it. */
  async open(request: OpenUpload): Promise<OpenedUpload> {
    const { upload, found, importMaxBytes, onToc } = request;
    const unpacked = noBomb(upload.bytes ?? 0, importMaxBytes);
    if (found.kind === 'tar') return this.ofTar(request, unpacked);
    const { runner } = this;
    const { source, stages } = await this.store.open(upload);
    stages.push(...(await this.unpacking(request)), recodeArchive({ runner, limits: TOC_LIMITS, onToc }), unpacked);
    return { source, stages, isStillWorking: () => false };
  }

  /** The tar is read at least twice: what must be known first may come last in it, and lies nowhere but in the store. */
  private async ofTar(request: OpenUpload, unpacked: PipelineTap): Promise<OpenedUpload> {
    const plan = await this.look(request);
    await request.onToc(plan);
    const moved = { sinceAsked: false };
    const read = async (sink: PipelineSink, signal: AbortSignal): Promise<void> => {
      const watched = tapStage('tar', () => {
        moved.sinceAsked = true;
      });
      await this.run(request, { sink, taps: [watched], signal, isStillWorking: () => true });
    };
    const source = archiveOfTar({ plan, runner: this.runner, read });
    return {
      source,
      stages: [unpacked],
      // A pass that has passed over what others take moves no byte on.
      isStillWorking: (part) => {
        const { sinceAsked } = moved;
        moved.sinceAsked = false;
        return part === source.name && sinceAsked;
      },
    };
  }

  private async look(request: OpenUpload): Promise<LoadPlan> {
    let bytes = 0;
    const looked = tapStage('tar', (chunk) => {
      bytes += chunk.length;
      request.onLooked(bytes);
    });
    const found: { plan?: LoadPlan } = {};
    const sink: PipelineSink = {
      name: 'members of the tar',
      consume: async (input) => {
        found.plan = planLoad(await takeInventory(input, TOC_LIMITS), TOC_LIMITS);
      },
    };
    await this.run(request, { sink, taps: [looked], signal: request.signal, isStillWorking: () => false });
    if (found.plan === undefined) throw new Error('A tar was read without a plan.');
    return found.plan;
  }

  private async run(request: OpenUpload, { taps, ...pass }: Pass): Promise<void> {
    await this.store.read(request.upload, { stages: [...(await this.unpacking(request)), ...taps], ...pass });
  }

  private async unpacking({ upload, found, importMaxBytes }: OpenUpload): Promise<(PipelineStage | PipelineTap)[]> {
    return [...(await this.layers.open(upload, found.layers)), noBomb(upload.bytes ?? 0, importMaxBytes)];
  }
}

interface Pass extends Omit<UploadPass, 'stages'> {
  taps: PipelineTap[];
}
