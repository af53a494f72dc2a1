import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { mayDo } from '../../common/permissions.js';
import { Settings } from '../../config/settings.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import { isKeyActive } from '../api-keys/key-status.js';
import { Audit } from '../audit/audit.js';
import { Refusals } from '../audit/refusals.js';
import { personNow } from '../users/person-now.js';
import { chooseArtifact } from './choose-artifact.js';
import { DownloadLink } from './download-link.entity.js';
import { BackupRepository } from './backup-records.js';
import { assertReady } from './backups.service.js';
import { isSignatureOf, type SignedLink, signLink } from './link-signature.js';

const LIFE_MS = 3_600_000;

/** Where a request came from that nobody signed in for. */
export interface LinkOrigin {
  address: string | null;
  requestId: string;
}

/** What a link opens, and on whose behalf. */
export interface OpenedLink {
  link: DownloadLink;
  madeBy: Caller;
}

/** Nobody's: what a link that does not exist is compared with, so that the answer takes as long. */
const NO_LINK: SignedLink = {
  id: '',
  tenantId: '',
  backupId: '',
  artifactId: '',
  madeById: '',
  expiresAt: new Date(0),
};

/** Addresses that give one artifact, as it is stored, to whoever has them: for an hour. */
@Injectable()
export class DownloadLinks {
  constructor(
    private readonly database: Database,
    private readonly keys: MasterKeys,
    private readonly settings: Settings,
    private readonly audit: Audit,
    private readonly refusals: Refusals,
  ) {}

  async make(
    caller: Caller,
    backupId: string,
    artifactId: string | undefined,
  ): Promise<{ url: string; expiresAt: Date }> {
    const { userId } = caller;
    if (userId === null) throw new AppError('FORBIDDEN', 'Only somebody who can be asked for it gives a link away.');
    return this.database.as(caller, async (manager) => {
      const backup = await new BackupRepository(manager, caller).get(backupId);
      assertReady(backup);
      const artifact = chooseArtifact(backup, artifactId);
      await manager.query(`DELETE FROM download_links WHERE "expiresAt" < now() - interval '1 day'`);
      const link = manager.create(DownloadLink, {
        id: uuidV7(),
        tenantId: backup.tenantId,
        backupId: backup.id,
        artifactId: artifact.id,
        madeById: userId,
        madeByKeyId: caller.kind === 'api-key' ? caller.credentialId : null,
        expiresAt: new Date((await controlNow(manager)).getTime() + LIFE_MS),
      });
      await manager.insert(DownloadLink, link);
      const { id, tenantId, expiresAt } = link;
      await this.audit.record(
        caller,
        {
          action: 'backup.download_url',
          subjectType: 'backup',
          subjectId: backup.id,
          tenantId,
          data: { linkId: id, artifactId: artifact.id, fileName: artifact.fileName, expiresAt },
        },
        manager,
      );
      return {
        url: `${this.settings.baseUrl}/api/v1/downloads/${id}?signature=${signLink(this.keys, link)}`,
        expiresAt,
      };
    });
  }

  /** Throws UNAUTHENTICATED, and says nothing of why, for whatever does not open anything (any more). */
  async open(id: string, signature: string, origin: LinkOrigin): Promise<OpenedLink> {
    const opened = await this.database.asSystem(async (manager) => {
      const link = await manager
        .createQueryBuilder(DownloadLink, 'link')
        .where('link.id = :id AND link."expiresAt" > now()', { id })
        .getOne();
      const isSigned = isSignatureOf(this.keys, signature, link ?? NO_LINK);
      if (link === null || !isSigned) return { link: null, madeBy: null };
      return { link, madeBy: await this.maker(manager, link) };
    });
    if (opened.link !== null && opened.madeBy !== null) return { link: opened.link, madeBy: opened.madeBy };
    await this.refuse(id, opened.link, origin);
    throw refused();
  }

  /** Whoever signed it away a moment ago; null where they, or their key, may not any more, or the backup is gone. */
  private async maker(manager: EntityManager, link: DownloadLink): Promise<Caller | null> {
    const person = await personNow(manager, link.madeById);
    if (person === null || !mayDo(person, 'backups:download')) return null;
    if (!person.seesAllTenants && person.tenantId !== link.tenantId) return null;
    if (link.madeByKeyId !== null && !(await isKeyActive(manager, link.madeByKeyId))) return null;
    const backups = await manager.query<unknown[]>('SELECT 1 FROM backups WHERE id = $1 AND "deletedAt" IS NULL', [
      link.backupId,
    ]);
    return backups.length === 0 ? null : person;
  }

  private async refuse(id: string, link: DownloadLink | null, origin: LinkOrigin): Promise<void> {
    const subject = link === null ? {} : { subjectType: 'backup', subjectId: link.backupId, tenantId: link.tenantId };
    await this.refusals.ofNobody({
      action: 'download_link.refuse',
      outcome: 'refused',
      ...subject,
      ...origin,
      data: { linkId: id },
    });
  }
}

function refused(): AppError {
  return new AppError('UNAUTHENTICATED', 'This link is not valid, or not any more.', {
    hint: 'Links last for an hour: ask for a new one with POST /api/v1/backups/<id>/download-url.',
  });
}
