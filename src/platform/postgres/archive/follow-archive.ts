import { tapStage } from '../../pipeline/observers.js';
import type { PipelineTap } from '../../pipeline/stage.js';
import type { ArchiveReader } from './archive-reader.js';

/** Shows a plain archive that passes to its reader, which fails the pipeline where it is not whole. */
export function followArchive(archive: ArchiveReader, onBytes?: (total: number) => void): PipelineTap {
  return tapStage(
    'archive',
    (chunk) => {
      archive.push(chunk);
      onBytes?.(archive.rawBytes);
    },
    () => {
      archive.end();
    },
  );
}
