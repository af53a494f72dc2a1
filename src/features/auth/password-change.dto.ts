import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { MAX_PASSWORD_LENGTH } from '../users/password-rules.js';

export class ChangePasswordRequest {
  /** The one that is to be replaced. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_PASSWORD_LENGTH)
  currentPassword: string;

  /** 12 to 256 characters of any kind, and not what everybody tries first. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_PASSWORD_LENGTH)
  newPassword: string;
}

export class EndedSessionsResponse {
  endedSessions: number;
}
