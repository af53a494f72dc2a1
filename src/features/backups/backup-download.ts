import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { parseRange } from '../../common/http/byte-range.js';
import { namesTag } from '../../common/http/entity-tag.js';
import { assertMayDo } from '../../common/permissions.js';
import { Audit } from '../audit/audit.js';
import { StoragesService } from '../storages/storages.service.js';
import { assertPresent } from './artifact-check.js';
import type { Artifact } from './artifact.entity.js';
import type { Backup } from './backup.entity.js';
import { assertReady, BackupsService } from './backups.service.js';
import { PlainArchive } from './plain-archive.js';

export interface Download {
  status: 200 | 206 | 304 | 416;
  headers: Record<string, string>;
  /** Null where there is no body. Whoever gets it consumes or destroys it. */
  body: Readable | null;
}

export interface DownloadRequest {
  artifactId: string | undefined;
  range: string | undefined;
  ifNoneMatch: string | undefined;
  ifRange: string | undefined;
  /** The plain archive instead of the stored bytes. */
  isDecrypted: boolean;
  /** HEAD: the headers alone. */
  isHead: boolean;
}

/** Gives an artifact as it lies in the store, encrypted, byte for byte; or, to who may have it, as it was before. */
@Injectable()
export class BackupDownload {
  constructor(
    private readonly backups: BackupsService,
    private readonly storages: StoragesService,
    private readonly audit: Audit,
    private readonly plain: PlainArchive,
  ) {}

  /** Throws FORBIDDEN where the caller may not have it in clear. */
  async open(caller: Caller, id: string, request: DownloadRequest): Promise<Download> {
    if (request.isDecrypted) assertMayDo(caller, 'backups:decrypt', 'download a backup in clear');
    const backup = await this.backups.get(caller, id);
    assertReady(backup);
    const artifact = choose(backup, request.artifactId);
    if (request.isDecrypted) return this.openPlain(caller, backup, artifact, request.isHead);
    const size = artifact.storedBytes ?? 0;
    const etag = `"${artifact.sha256 ?? ''}"`;
    const headers: Record<string, string> = {
      ETag: etag,
      'Accept-Ranges': 'bytes',
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${artifact.fileName}"`,
    };
    if (namesTag(request.ifNoneMatch, etag)) return { status: 304, headers, body: null };
    // A range is of the bytes that If-Range names; of others the client wants the whole.
    const wanted = request.ifRange === undefined || request.ifRange === etag ? request.range : undefined;
    const range = parseRange(wanted, size);
    if (range === 'unsatisfiable') {
      return { status: 416, headers: { 'Content-Range': `bytes */${size}` }, body: null };
    }
    const length = range === null ? size : range.end - range.start + 1;
    headers['Content-Length'] = String(length);
    if (range !== null) headers['Content-Range'] = `bytes ${range.start}-${range.end}/${size}`;
    const status = range === null ? 200 : 206;
    const driver = await this.storages.driver(artifact.storageId);
    // The headers say how long it is: of what is not, no byte is sent.
    await assertPresent(driver, artifact);
    if (request.isHead) return { status, headers, body: null };
    const body = await driver.get(artifact.storageKey, range ?? { start: 0, end: size - 1 });
    await this.audit.record(caller, {
      action: 'backup.download',
      subjectType: 'backup',
      subjectId: backup.id,
      tenantId: backup.tenantId,
      data: {
        artifactId: artifact.id,
        fileName: artifact.fileName,
        ...(range === null ? {} : { range: `${range.start}-${range.end}` }),
      },
    });
    return { status, headers, body };
  }

  /** How long it will be is not known before its end, and its bytes have no checksum: no Content-Length, Range or ETag. */
  private async openPlain(caller: Caller, backup: Backup, artifact: Artifact, isHead: boolean): Promise<Download> {
    const fileName = artifact.fileName.replace(/(\.zst|\.gz)?(\.age)?$/, '');
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    };
    if (isHead) return { status: 200, headers, body: null };
    const body = await this.plain.open(artifact);
    try {
      await this.audit.record(caller, {
        action: 'backup.download',
        subjectType: 'backup',
        subjectId: backup.id,
        tenantId: backup.tenantId,
        data: { artifactId: artifact.id, fileName, decrypt: true },
      });
    } catch (error) {
      body.destroy();
      throw error;
    }
    return { status: 200, headers, body };
  }
}

function choose(backup: Backup, artifactId: string | undefined): Artifact {
  const found =
    artifactId === undefined
      ? backup.artifacts.length === 1
        ? backup.artifacts[0]
        : undefined
      : backup.artifacts.find((artifact) => artifact.id === artifactId.toLowerCase());
  if (found !== undefined) return found;
  if (artifactId === undefined && backup.artifacts.length > 1) {
    throw new AppError('MISSING_PARAMETER', 'This backup has several artifacts.', {
      hint: 'Name one: ?artifact=<its id>.',
      errors: [{ field: 'artifact', message: 'is needed when there are several' }],
    });
  }
  throw new AppError('NOT_FOUND', 'This backup has no such artifact.', { hint: 'Its record lists its artifacts.' });
}
