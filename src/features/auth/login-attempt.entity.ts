import { Column, Entity, Index } from 'typeorm';
import { BaseEntity } from '../../database/base.entity.js';

/** A sign-in that has not succeeded (yet). What the back-off counts; of the instance, since nobody is known yet. */
@Entity('login_attempts')
@Index(['email', 'address', 'createdAt'])
@Index(['address', 'createdAt'])
export class LoginAttempt extends BaseEntity {
  @Column('text')
  email: string;

  @Column('text')
  address: string;
}
