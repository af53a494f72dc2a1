import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One job per source at a time: inserted in the transaction that accepts the job, deleted in the one that closes it. */
@Entity('source_locks')
export class SourceLock {
  @PrimaryColumn('uuid')
  sourceId: string;

  @Column('uuid')
  tenantId: string;

  @Column('uuid')
  jobId: string;

  @CreateDateColumn({ type: 'timestamptz' })
  since: Date;
}
