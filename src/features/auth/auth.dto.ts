import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { type Role, ROLES } from '../../common/caller.js';
import { MayBeAbsent, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';
import { type Permission, PERMISSION_NAMES } from '../../common/permissions.js';

export class LoginDto {
  /** In any case. @example admin@localhost */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @IsString()
  @MaxLength(254)
  @Matches(STORABLE)
  @Matches(/^[^\s@]+@[^\s@]+$/, { message: 'must be an e-mail address' })
  email: string;

  /** As it was set. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  password: string;

  /**
   * Of whoever has a second factor: a code of the authenticator app, or a recovery code.
   *
   * @example 492039
   */
  @MayBeAbsent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  @Matches(ONE_LINE)
  otp?: string;
}

export class UserDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** @example admin@localhost */
  email: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({ format: 'uuid' })
  tenantId: string;

  /** What they are called; null where nobody said. */
  name: string | null;

  /** The password was given to them: until they choose one of their own (`POST /auth/password`) they can do nothing else. */
  mustChangePassword: boolean;

  /** A second factor is required of them (`requireTotp`): until they set one up (`POST /auth/totp`) they can do nothing else. */
  mustSetUpSecondFactor: boolean;
}

export class MeDto extends UserDto {
  /** @example Default */
  tenantName: string;

  /** All that this token may be used for now: by role, by the scopes of an API key, by what must be set right first. */
  @ApiProperty({
    enum: PERMISSION_NAMES,
    enumName: 'Permission',
    isArray: true,
    example: ['session:own', 'records:read', 'backups:create'],
  })
  permissions: Permission[];

  /** Of this session: with its cookie, what is not GET needs it as `X-CSRF-Token`. null for an API key. */
  @ApiProperty({ type: String, nullable: true, example: 'JhKrP3bXGwoCi0m1W9uSQqV0tXDsdK3P2qkXo6c6V0E' })
  csrfToken: string | null;
}

export class LogoutResultDto {
  revokedAt: Date;
}

export class LoginResultDto {
  /** Send it as `Authorization: Bearer <accessToken>`. Shown once; only its hash is kept. */
  accessToken: string;

  /** 24 hours from now. */
  expiresAt: Date;

  user: UserDto;
}
