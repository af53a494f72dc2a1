import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';
import { choosePgDump } from '../../src/platform/postgres/choose-clients.js';
import { ClientPrograms } from '../../src/platform/postgres/client-programs.js';
import { libpqEnvironment } from '../../src/platform/postgres/libpq.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import type { ApiClient, ApiResponse } from './api-client.js';
import { type BackupRecord, expectStatus, type JobsClient } from './jobs-client.js';

export interface Upload {
  sourceId: string;
  file: Buffer;
  /** Other fields, such as `sha256`; they come before the file. */
  fields?: Record<string, string>;
  manifest?: string;
  fileName?: string;
}

/** As a browser sends it. */
export async function upload<Body>(
  api: ApiClient,
  { sourceId, file, fields = {}, manifest, fileName = 'shop.dump' }: Upload,
): Promise<ApiResponse<Body>> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ sourceId, ...fields })) form.append(name, value);
  form.append('file', new Blob([file]), fileName);
  if (manifest !== undefined) form.append('manifest', new Blob([manifest]), 'manifest.json');
  const response = await api.raw('/backups/import', { method: 'POST', body: form });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

/** Uploads, and waits until the import has ended, however it did. */
export async function endedImport(jobs: JobsClient, what: Upload): Promise<BackupRecord & { trusted: boolean }> {
  const { backup } = expectStatus<{ backup: BackupRecord }>(202, await upload(jobs.api, what));
  return (await jobs.backupEnds(backup.id)) as BackupRecord & { trusted: boolean };
}

/** What pg_dump prints of a database. */
export async function dumpOf(target: ConnectionTarget, ...args: string[]): Promise<Buffer> {
  const { pgDump } = choosePgDump(await new ClientPrograms(new ProcessRunner(process.env)).installed(), 15);
  const { stdout } = await promisify(execFile)(pgDump, args, {
    env: { PATH: process.env.PATH, ...libpqEnvironment(target, 'backstitch-test-dump') },
    maxBuffer: 256 * 1024 * 1024,
    encoding: 'buffer',
  });
  return stdout;
}

/** A dump in the directory format, packed by tar: first those that `tar` is told first, then the rest as it finds them. */
export async function tarOfDirectory(target: ConnectionTarget, args: string[] = [], tarArgs = ['.']): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'bst-directory-dump-'));
  try {
    const dump = join(directory, 'dump');
    await dumpOf(target, '-Fd', '-f', dump, ...args);
    const options = { maxBuffer: 256 * 1024 * 1024, encoding: 'buffer' } as const;
    return (await promisify(execFile)('tar', ['-C', dump, '-c', ...tarArgs], options)).stdout;
  } finally {
    await rm(directory, { recursive: true });
  }
}
