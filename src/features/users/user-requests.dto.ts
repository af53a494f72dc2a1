import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { type Role, ROLES } from '../../common/caller.js';
import { MayBeAbsent, MayBeCleared, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { IsEmailAddress } from './email-address.js';
import { MAX_PASSWORD_LENGTH } from './password-rules.js';

export class CreateUserRequest {
  /** What they sign in with; of one person in the whole instance. @example grace@example.com */
  @IsEmailAddress()
  email: string;

  /** What they may do. */
  @IsIn(ROLES)
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  /** What they are called. @example Grace Hopper */
  @MayBeCleared()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string | null;

  /** 12 to 256 characters. Absent: one is made, stands in the answer once, and must be changed at the first sign-in. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(MAX_PASSWORD_LENGTH)
  password?: string;

  /** Until they have chosen a password of their own, they can do nothing else. */
  @MayBeAbsent()
  @IsBoolean()
  mustChangePassword?: boolean;

  /** A superadmin's: whose person. Default: the tenant `default`. */
  @MayBeAbsent()
  @IsUUID('loose')
  tenantId?: string;
}

/** What is absent stays. Nobody moves to another tenant: make a new person there. */
export class UpdateUserRequest {
  /** What they sign in with from then on. */
  @MayBeAbsent()
  @IsEmailAddress()
  email?: string;

  /** What they may do from then on. */
  @MayBeAbsent()
  @IsIn(ROLES)
  @ApiProperty({ enum: ROLES, enumName: 'Role', required: false })
  role?: Role;

  /** null: none any more. */
  @MayBeCleared()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string | null;

  /** false: keeps them out, at once and until it is true again. */
  @MayBeAbsent()
  @IsBoolean()
  active?: boolean;

  /** A new one, 12 to 256 characters; ends their sessions. One's own is changed by `POST /auth/password`. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(MAX_PASSWORD_LENGTH)
  password?: string;

  /** Until they have chosen a password of their own, they can do nothing else. */
  @MayBeAbsent()
  @IsBoolean()
  mustChangePassword?: boolean;
}

export class ListUsersQuery extends ListQuery {
  /** Part of the e-mail address or the name. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(STORABLE)
  q?: string;

  /** With this role alone. */
  @MayBeAbsent()
  @IsIn(ROLES)
  @ApiProperty({ enum: ROLES, enumName: 'Role', required: false })
  role?: Role;

  /** true: those who may sign in; false: those who are kept out. */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  active?: 'true' | 'false';

  /** A superadmin's: people of this tenant alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  tenantId?: string;
}
