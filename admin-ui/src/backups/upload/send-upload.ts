import type { Problem } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { ApiProblem } from '../../data/api-problem.js';
import { session } from '../../data/session.js';
import type { Progress } from '../../live/live-feed.js';

type Queued = components['schemas']['QueuedBackupResponse'];

export interface Upload {
  sourceId: string;
  name: string;
  description: string;
  file: File;
  manifest: File | null;
}

/** The connection broke before the server had the file whole. */
export class UploadLost extends Error {
  override readonly name = 'UploadLost';
}

/** Whoever sent it has stopped it. */
export class UploadStopped extends Error {
  override readonly name = 'UploadStopped';
}

/**
 * Streams a file to the server as a form; fetch cannot tell how far it is, XMLHttpRequest can. Resolves when the server has it
 * whole and has queued its import. Throws ApiProblem, UploadLost, or UploadStopped.
 */
export async function sendUpload(
  upload: Upload,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Progress) => void },
): Promise<Queued> {
  const request = new XMLHttpRequest();
  request.open('POST', '/api/v1/backups/import');
  if (session.csrfToken !== null) request.setRequestHeader('x-csrf-token', session.csrfToken);
  const startedAt = performance.now();
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    onProgress(progressOf(loaded, total, (performance.now() - startedAt) / 1_000));
  });
  const answered = new Promise<Queued>((resolve, reject) => {
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as Queued);
      else reject(problemOf(request));
    });
    request.addEventListener('error', () => {
      reject(new UploadLost());
    });
    request.addEventListener('abort', () => {
      reject(new UploadStopped());
    });
  });
  signal.addEventListener('abort', () => {
    request.abort();
  });
  request.send(formOf(upload));
  return answered;
}

/** Its file comes last: the server reads it as it comes, and must know then where it belongs. */
function formOf({ sourceId, name, description, file, manifest }: Upload): FormData {
  const form = new FormData();
  form.set('sourceId', sourceId);
  if (name !== '') form.set('name', name);
  if (description !== '') form.set('description', description);
  if (manifest !== null) form.set('manifest', manifest);
  form.set('file', file);
  return form;
}

function progressOf(loaded: number, total: number, seconds: number): Progress {
  const bytesPerSecond = seconds > 0 ? Math.round(loaded / seconds) : 0;
  return {
    percent: total === 0 ? 0 : (100 * loaded) / total,
    phase: 'sending',
    bytes: loaded,
    bytesPerSecond,
    etaSeconds: bytesPerSecond === 0 ? null : (total - loaded) / bytesPerSecond,
  };
}

function problemOf(request: XMLHttpRequest): ApiProblem {
  const isProblem = request.getResponseHeader('content-type')?.includes('problem+json') === true;
  return new ApiProblem(request.status, isProblem ? (JSON.parse(request.responseText) as Problem) : null);
}
