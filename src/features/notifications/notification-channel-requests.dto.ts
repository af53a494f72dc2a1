import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsTimeZone, MayBeAbsent, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { TimeOfDayRequest } from '../../common/http/time-of-day.dto.js';
import { MAIL_ADDRESS } from '../../platform/mail/mail-address.js';
import { CHANNEL_KINDS, type ChannelKind, type SmtpServer } from './channel-kinds.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from './notification-delivery.entity.js';
import { IsAllOrIds } from './source-choice-rule.js';
import { TOPICS, type Topic } from './topics.js';

const ADDRESS_RULE = { message: '$property must be an e-mail address, without a name' };

export class SmtpServerRequest {
  /** A public host, or one of notificationHosts of the server’s configuration file. */
  @IsString()
  @Length(1, 255)
  @Matches(/^[^\0\s/@,\p{Cs}]+$/u, { message: 'host must be one host name or address' })
  host: string;

  /** 25, 465, 587 or 2525; any other only of a host of notificationHosts. */
  @IsInt()
  @Min(1)
  @Max(65_535)
  port: number;

  /** `implicit` (usual with 465), `starttls` (587), `none`: only of a host of notificationHosts. */
  @MayBeAbsent()
  @IsIn(['implicit', 'starttls', 'none'])
  tls?: SmtpServer['tls'];

  /** Whom to sign in as. Absent: nobody. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 320)
  @Matches(ONE_LINE)
  user?: string;

  /** Goes in, never comes out. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 1_000)
  @Matches(STORABLE)
  password?: string;

  /** Whom the mail comes from. Default: the user, where that is an address. */
  @MayBeAbsent()
  @IsString()
  @Matches(MAIL_ADDRESS, ADDRESS_RULE)
  from?: string;
}

export class EmailTargetRequest {
  /** Who gets it. @example ["ops@example.com"] */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(MAIL_ADDRESS, { each: true, ...ADDRESS_RULE })
  to: string[];

  /** A mail server of its own. Absent: that of SMTP_URL. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => SmtpServerRequest)
  smtp?: SmtpServerRequest;
}

export class DigestRequest extends TimeOfDayRequest {
  /** Whether it is sent. */
  @IsBoolean()
  enabled: boolean;
}

export class CreateNotificationChannelRequest {
  /** Unique in its tenant. */
  @IsString()
  @Length(1, 100)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name: string;

  /** How it is told; never changes. */
  @IsIn(CHANNEL_KINDS)
  kind: ChannelKind;

  /** Default true. */
  @MayBeAbsent()
  @IsBoolean()
  enabled?: boolean;

  /** What is told there. Default: whatever is a problem. */
  @MayBeAbsent()
  @IsArray()
  @ArrayUnique()
  @IsIn(TOPICS, { each: true })
  @ApiProperty({ enum: TOPICS, isArray: true, required: false })
  events?: Topic[];

  /** `all` (the default, also those that come later), or ids. What is of no source (`storage_low`) is always told. */
  @MayBeAbsent()
  @IsAllOrIds()
  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['all'] },
      { type: 'array', items: { type: 'string', format: 'uuid' } },
    ],
    required: false,
  })
  sourceIds?: 'all' | string[];

  /** IANA name. Default UTC. @example "Europe/Berlin" */
  @MayBeAbsent()
  @IsTimeZone()
  timeZone?: string;

  /** Once a day, whatever happened, in the channel’s zone; at 08:00 unless it says otherwise. Default: none. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => DigestRequest)
  digest?: DigestRequest;

  /** Of the kind `email`. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => EmailTargetRequest)
  email?: EmailTargetRequest;

  /** Of every other kind: where to post. Goes in; comes out shortened. `https`, unless the host is one of notificationHosts. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 2_000)
  @Matches(/^https?:\/\/[^\s\p{Cc}\p{Cs}]+$/u, { message: 'url must be an address that begins with https://' })
  url?: string;

  /** A superadmin’s: the tenant it belongs to. Default: the tenant `default`. */
  @MayBeAbsent()
  @IsUUID('loose')
  tenantId?: string;
}

/** As in creation; what is absent stays. `email` is replaced whole; the kind and the tenant stay. */
export class UpdateNotificationChannelRequest extends PartialType(
  OmitType(CreateNotificationChannelRequest, ['kind', 'tenantId'] as const),
  { skipNullProperties: false },
) {
  /** true: a generic webhook gets a new signing secret, which is in the answer. The old one signs nothing any more. */
  @MayBeAbsent()
  @IsIn([true])
  newSecret?: true;
}

export class ListNotificationChannelsQuery extends ListQuery {
  /** Of this kind alone. */
  @MayBeAbsent()
  @IsIn(CHANNEL_KINDS)
  kind?: ChannelKind;
}

export class ListDeliveriesQuery extends ListQuery {
  /** Only those in this one. */
  @MayBeAbsent()
  @IsIn(DELIVERY_STATUSES)
  status?: DeliveryStatus;
}
