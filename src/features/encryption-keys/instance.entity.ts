import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The one row that says which instance this is and which master key it was set up with. */
@Entity('instance')
@Check('instance_is_only', '"isOnly"')
export class Instance {
  /** Always true: a second row cannot be. */
  @PrimaryColumn('boolean', { default: true })
  isOnly: boolean;

  @Column('uuid')
  instanceId: string;

  /** Proves at boot that the master key is the one that our secrets are sealed with. */
  @Column('text')
  masterKeyCheck: string;

  /** Of the master key before; null while there was none. Only that one is taken for MASTER_KEY_PREVIOUS. */
  @Column('text', { nullable: true })
  previousMasterKeyCheck: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
