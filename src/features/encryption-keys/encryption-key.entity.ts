import { Column, Entity, Index } from 'typeorm';
import { TenantEntity } from '../../database/base.entity.js';

/** A key pair of ours: a tenant's age identity, or the Ed25519 key that signs this instance's manifests. */
@Entity('encryption_keys')
@Index(['tenantId', 'purpose', 'isCurrent'])
export class EncryptionKey extends TenantEntity {
  @Column('text')
  purpose: 'artifacts' | 'manifests';

  /** The age recipient, or the public key (base64 of its SPKI DER). */
  @Column('text')
  publicKey: string;

  /** Sealed with the master key for the context `key:<id>`. */
  @Column('text')
  sealedSecret: string;

  @Column('boolean', { default: true })
  isCurrent: boolean;
}
