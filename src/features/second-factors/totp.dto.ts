import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { ONE_LINE, STORABLE } from '../../common/http/field-rules.js';

export class EnrolTotpRequest {
  /** One's own, once more. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  @Matches(STORABLE)
  password: string;
}

export class ConfirmTotpRequest {
  /** What the app shows now. @example 492039 */
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  @Matches(ONE_LINE)
  otp: string;
}

export class ChangeTotpRequest extends EnrolTotpRequest {
  /**
   * A code of the authenticator app, or a recovery code.
   *
   * @example 492039
   */
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  @Matches(ONE_LINE)
  otp: string;
}

export class TotpOfferDto {
  /**
   * For an app that reads no picture: base32. Shown this once.
   *
   * @example GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
   */
  secret: string;

  /**
   * What the app reads as a QR code.
   *
   * @example otpauth://totp/Backstitch:admin%40localhost?issuer=Backstitch&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30
   */
  otpauthUri: string;
}

export class RecoveryCodesDto {
  /**
   * Each opens a sign-in once, instead of a code of the app. Shown this once; only their hashes are kept.
   *
   * @example ["k3vd-7qfo-m2ai-x6pz"]
   */
  recoveryCodes: string[];
}

export class TotpStateDto {
  /** A sign-in with the password needs a code. */
  enabled: boolean;

  @ApiProperty({ type: Date, nullable: true })
  enabledAt: Date | null;

  /** @example 10 */
  recoveryCodesLeft: number;
}

export class TotpResetDto {
  /** false: there was none. */
  removed: boolean;
}
