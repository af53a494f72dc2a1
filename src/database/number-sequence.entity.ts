import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number given to a kind of record in a tenant (numbering.ts). */
@Entity('number_sequences')
export class NumberSequence {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('text')
  kind: 'backup' | 'restore' | 'drill';

  @Column('int')
  last: number;
}
