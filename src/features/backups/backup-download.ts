import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { parseRange } from '../../common/http/byte-range.js';
import { namesTag } from '../../common/http/entity-tag.js';
import { assertMayDo } from '../../common/permissions.js';
import { Audit, type AuditEntry } from '../audit/audit.js';
import { Refusals } from '../audit/refusals.js';
import { StoragesService } from '../storages/storages.service.js';
import { assertPresent } from './artifact-check.js';
import type { Artifact } from './artifact.entity.js';
import type { Backup } from './backup.entity.js';
import { assertReady, BackupsService } from './backups.service.js';
import { chooseArtifact } from './choose-artifact.js';
import type { LinkOrigin, OpenedLink } from './download-links.js';
import { PlainArchive } from './plain-archive.js';

export interface Download {
  status: 200 | 206 | 304;
  headers: Record<string, string>;
  /** Null where there is no body. Whoever gets it consumes or destroys it. */
  body: Readable | null;
}

export interface StoredRequest {
  range: string | undefined;
  ifNoneMatch: string | undefined;
  ifRange: string | undefined;
  /** HEAD: the headers alone. */
  isHead: boolean;
}

export interface DownloadRequest extends StoredRequest {
  artifactId: string | undefined;
  /** The plain archive instead of the stored bytes. */
  isDecrypted: boolean;
}

/** Gives an artifact as it lies in the store, encrypted, byte for byte; or, to who may have it, as it was before. */
@Injectable()
export class BackupDownload {
  constructor(
    private readonly backups: BackupsService,
    private readonly storages: StoragesService,
    private readonly audit: Audit,
    private readonly plain: PlainArchive,
    private readonly refusals: Refusals,
  ) {}

  /** Throws FORBIDDEN where the caller may not have it in clear. */
  async open(caller: Caller, id: string, request: DownloadRequest): Promise<Download> {
    if (request.isDecrypted) assertMayDo(caller, 'backups:decrypt', 'download a backup in clear');
    const backup = await this.backups.get(caller, id);
    assertReady(backup);
    const artifact = chooseArtifact(backup, request.artifactId);
    const record = (data: Record<string, unknown>): Promise<void> =>
      this.audit.record(caller, downloaded(backup, artifact, data));
    if (request.isDecrypted) return this.openPlain(artifact, request.isHead, record);
    return this.openStored(artifact, request, record);
  }

  /**
   * By a link: nobody signed in, and the trail says where it was followed from. Whoever has the link can follow it without
   * end: beyond the first of an address, uses of a minute are one row with their number.
   */
  async openLinked({ link, madeBy }: OpenedLink, origin: LinkOrigin, request: StoredRequest): Promise<Download> {
    const backup = await this.backups.get(madeBy, link.backupId);
    const artifact = chooseArtifact(backup, link.artifactId);
    return this.openStored(artifact, request, (data) => {
      const entry = downloaded(backup, artifact, { linkId: link.id, linkMadeBy: madeBy.name, ...data });
      return this.refusals.ofNobody({ ...entry, ...origin });
    });
  }

  private async openStored(artifact: Artifact, request: StoredRequest, record: RecordDownload): Promise<Download> {
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
      throw new AppError('RANGE_NOT_SATISFIABLE', `The artifact has ${size} bytes, and none of those in the Range.`, {
        hint: 'Ask for bytes within it, or for the whole. What you have already may be all of it: compare the ETag.',
        sizeBytes: size,
      });
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
    return recorded({ status, headers, body }, record(range === null ? {} : { range: `${range.start}-${range.end}` }));
  }

  /** How long it will be is not known before its end, and its bytes have no checksum: no Content-Length, Range or ETag. */
  private async openPlain(artifact: Artifact, isHead: boolean, record: RecordDownload): Promise<Download> {
    const fileName = artifact.fileName.replace(/(\.zst|\.gz)?(\.age)?$/, '');
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    };
    if (isHead) return { status: 200, headers, body: null };
    const body = await this.plain.open(artifact);
    return recorded({ status: 200, headers, body }, record({ fileName, decrypt: true }));
  }
}

type RecordDownload = (data: Record<string, unknown>) => Promise<void>;

/** What cannot be written to the audit trail is not given. */
async function recorded(download: Download & { body: Readable }, recording: Promise<void>): Promise<Download> {
  try {
    await recording;
  } catch (error) {
    download.body.destroy();
    throw error;
  }
  return download;
}

function downloaded(backup: Backup, artifact: Artifact, data: Record<string, unknown>): AuditEntry {
  return {
    action: 'backup.download',
    subjectType: 'backup',
    subjectId: backup.id,
    tenantId: backup.tenantId,
    data: { artifactId: artifact.id, fileName: artifact.fileName, ...data },
  };
}
