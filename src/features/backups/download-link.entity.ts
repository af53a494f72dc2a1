import { Column, Entity, Index } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';

/** That somebody gave away one artifact for an hour. Its address has the id and a signature over all that is here. */
@Entity('download_links')
@Index('download_links_due', ['expiresAt'])
export class DownloadLink extends TenantEntity {
  @Column('uuid')
  backupId: string;

  @Column('uuid')
  artifactId: string;

  /** Who made it, also by an API key of theirs: without them, or their right, it opens nothing. */
  @Column('uuid')
  madeById: string;

  /** The API key that made it: once that is revoked it opens nothing. null: the person did. */
  @Column('uuid', { nullable: true })
  madeByKeyId: string | null;

  @Column('timestamptz')
  expiresAt: Date;
}
