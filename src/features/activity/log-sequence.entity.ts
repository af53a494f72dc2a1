import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number given to a subject's log. Its row lock is what makes numbers gapless and visible in order. */
@Entity('log_sequences')
export class LogSequence {
  @PrimaryColumn('uuid')
  subjectId: string;

  @Column('uuid')
  tenantId: string;

  @Column('int')
  lastSeq: number;
}
