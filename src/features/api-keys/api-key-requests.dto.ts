import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateBy,
} from 'class-validator';
import { type Scope, SCOPES } from '../../common/caller.js';
import { IsTime, MayBeAbsent, ONE_LINE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { isNetwork } from '../../common/networks.js';
import { KEY_STATUSES, type KeyStatus } from './key-status.js';

const IsNetwork = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isNetwork',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isNetwork(value),
        defaultMessage: () => 'each value in $property must be a network such as 10.1.0.0/16, or an address',
      },
    },
    { each: true },
  );

export class CreateApiKeyRequest {
  /** What it is for. @example "nightly job of the shop" */
  @IsString()
  @Length(1, 100)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name: string;

  /** What it may do, as far as your role may: `admin` holds all others, `decrypt` holds `download`. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(SCOPES, { each: true })
  @ApiProperty({ enum: SCOPES, enumName: 'Scope', isArray: true, example: ['read', 'backup'] })
  scopes: Scope[];

  /** Absent: it holds until it is revoked. A key that makes a key gives at most its own. */
  @MayBeAbsent()
  @IsString()
  @IsTime()
  @ApiProperty({ format: 'date-time', example: '2027-01-01T00:00:00Z' })
  expiresAt?: string;

  /** Where it may be used from: networks or addresses. Absent: anywhere. @example ["10.1.0.0/16"] */
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsNetwork()
  allowedNetworks?: string[];
}

export class ListApiKeysQuery extends ListQuery {
  /** Only those in this one. */
  @MayBeAbsent()
  @IsIn(KEY_STATUSES)
  status?: KeyStatus;

  /** Of this person alone. */
  @MayBeAbsent()
  @IsUUID('loose')
  userId?: string;
}
