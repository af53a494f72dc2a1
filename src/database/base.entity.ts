import { BeforeInsert, Column, CreateDateColumn, PrimaryColumn } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';

/** Identity by UUID v7: ids sort by the time they were made, so they page well and need no second index. */
export abstract class BaseEntity {
  @PrimaryColumn('uuid')
  id: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @BeforeInsert()
  protected assignId(): void {
    this.id ||= uuidV7();
  }
}

/** What belongs to one tenant. Row-level security holds every such table to the tenant of the transaction. */
export abstract class TenantEntity extends BaseEntity {
  @Column('uuid')
  tenantId: string;
}
