import { Column, Entity, Index } from 'typeorm';
import { BaseEntity } from '../../database/base.entity.js';

/** Where artifacts lie. Of the instance, not of a tenant; an artifact keeps its store when the default changes. */
@Entity('storage_backends')
@Index(['kind', 'location'], { unique: true })
@Index(['isDefault'], { unique: true, where: '"isDefault"' })
export class StorageBackend extends BaseEntity {
  @Column('text')
  kind: 'local';

  /** Of a local store: its absolute directory. */
  @Column('text')
  location: string;

  /** New artifacts go there. Of one at most; where it is none, to BACKUP_DIR of each process. */
  @Column('boolean', { default: false })
  isDefault: boolean;
}
