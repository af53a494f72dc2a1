import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that says which database of which server this control database lives in (control-home.ts). */
@Entity('control_home')
@Check('control_home_is_only', '"isOnly"')
export class ControlHome {
  /** Always true: a second row cannot be. */
  @PrimaryColumn('boolean', { default: true })
  isOnly: boolean;

  @Column('text')
  identity: string;
}
