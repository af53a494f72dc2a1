import type { IncomingMessage } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { definedOf } from '../../common/defined.js';
import type { BodyDigest } from '../../common/http/streamed-body.js';
import { requestValidation } from '../../common/http/validation.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import type { Checksum } from '../../platform/pipeline/observers.js';
import { Audit } from '../audit/audit.js';
import type { AcceptedBackup } from '../backups/backup-acceptance.js';
import { createBackupRecord } from '../backups/backup-records.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Quotas } from '../plans/quotas.js';
import { Source } from '../sources/source.entity.js';
import { digestOf } from './form-digest.js';
import { FIELDS_FIRST, IMPORT_FORM } from './import-form.js';
import { ImportFields } from './import-requests.dto.js';
import { readForm } from './multipart-form.js';
import { ReceivedUpload } from './received-upload.entity.js';
import { ReceivedUploads } from './received-uploads.js';
import { type Receiving, UploadReception } from './upload-reception.js';

/** How an import and the request that it came by are bound to each other. */
export interface ImportRequest {
  isStillSignedIn: () => Promise<boolean>;
  /** The upload is here whole, and its import is about to be accepted. */
  onWhole: (digest: BodyDigest) => void;
  /** It came to nothing: what follows tidies up. */
  onRefused: () => void;
}

interface Received extends Receiving {
  given: Readonly<Record<string, string>>;
  fields: ImportFields;
  checksum: Checksum;
}

/** Takes uploads in, and accepts their import once they are here whole. */
@Injectable()
export class ImportsService {
  private readonly logger = new Logger(ImportsService.name);
  private readonly fields = requestValidation();

  constructor(
    private readonly database: Database,
    private readonly reception: UploadReception,
    private readonly uploads: ReceivedUploads,
    private readonly jobs: JobsService,
    private readonly audit: Audit,
    private readonly quotas: Quotas,
  ) {}

  /** A client that goes away in the middle, or a form that is wrong, leaves nothing. */
  async import(
    caller: Caller,
    request: IncomingMessage,
    { isStillSignedIn, onWhole, onRefused }: ImportRequest,
  ): Promise<AcceptedBackup> {
    const state: { receiving?: Receiving; received?: Received } = {};
    try {
      const { document } = await readForm(request, {
        ...IMPORT_FORM,
        file: async (given, body) => {
          const fields = await this.validated(given);
          state.receiving = await this.reception.begin(caller, fields);
          const checksum = await this.reception.receive(state.receiving, body);
          state.received = { ...state.receiving, given, fields, checksum };
        },
      });
      if (state.received === undefined) throw new Error('The form was whole without its file.');
      // It may have taken hours: whoever was shut out meanwhile leaves nothing.
      if (!(await isStillSignedIn())) throw new AppError('UNAUTHENTICATED', 'The credential was revoked meanwhile.');
      onWhole(digestOf({ fields: state.received.given, file: state.received.checksum, document }));
      const accepted = await this.accept(caller, state.received, document);
      await this.jobs.dispatch(accepted.job);
      return accepted;
    } catch (error) {
      onRefused();
      if (state.receiving !== undefined) await this.discard(state.receiving);
      throw error;
    }
  }

  private async validated(given: Readonly<Record<string, string>>): Promise<ImportFields> {
    if (given.sourceId === undefined) {
      throw new AppError('MISSING_PARAMETER', 'The form has no sourceId before its file.', {
        hint: FIELDS_FIRST,
        errors: [{ field: 'sourceId', message: 'must come before the file' }],
      });
    }
    const fields: unknown = await this.fields.transform({ ...given }, { type: 'body', metatype: ImportFields });
    return fields as ImportFields;
  }

  private async accept(
    caller: Caller,
    { upload, fields, checksum }: Received,
    manifest: string | null,
  ): Promise<AcceptedBackup> {
    if (checksum.bytes === 0) {
      throw new AppError('INVALID_PARAMETER', 'The file is empty.', {
        errors: [{ field: 'file', message: 'must not be empty' }],
      });
    }
    return this.database.as(caller, async (manager) => {
      const source = await new TenantRepository(manager, Source, caller, 'source').get(upload.sourceId, {
        lock: 'key share',
      });
      const { id: sourceId, tenantId: ofTenant } = source;
      const wanted = { tenantId: ofTenant, sourceId, origin: 'upload', bytes: checksum.bytes } as const;
      await this.quotas.assertRoom(manager, caller, wanted);
      const kept = await manager.update(ReceivedUpload, upload.id, { ...checksum, manifest: storable(manifest) });
      if (kept.affected !== 1) throw new Error('The upload was swept away while it came in.');
      const { name, description } = fields;
      const backup = await createBackupRecord(manager, {
        ...{ id: upload.backupId, source, origin: 'upload', createdBy: caller.name, trusted: false },
        ...definedOf({ name, description }),
      });
      const { id, tenantId } = backup;
      const job = await this.jobs.accept(manager, caller, {
        ...{ action: 'import', tenantId, subjectType: 'backup', subjectId: id },
        sourceId: null, // no database is touched
      });
      const data = { sourceId: source.id, bytes: checksum.bytes, sha256: checksum.sha256 };
      await this.audit.record(
        caller,
        { action: 'backup.import', subjectType: 'backup', subjectId: id, tenantId, data },
        manager,
      );
      return { backup, job };
    });
  }

  /** What cannot be taken away now, the sweep takes away. */
  private async discard({ upload }: Receiving): Promise<void> {
    await this.uploads.discard(upload).catch((error: unknown) => {
      this.logger.warn(`The upload ${upload.storageKey} is still there: ${String(error)}`);
    });
  }
}

/** A zero byte is in no manifest, and in no text of PostgreSQL: then it is none of ours. */
function storable(manifest: string | null): string | null {
  return manifest?.includes('\0') === true ? '' : manifest;
}
