import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { MayBeAbsent } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import type { Session } from './session.entity.js';

export class SessionsOfQuery {
  /** For those who manage people: whose. Default: one's own. */
  @MayBeAbsent()
  @IsUUID('loose')
  userId?: string;
}

export class ListSessionsQuery extends ListQuery {
  /** For those who manage people: whose. Default: one's own. */
  @MayBeAbsent()
  @IsUUID('loose')
  userId?: string;
}

/** A sign-in that lasts. */
export class SessionResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  userId: string;

  createdAt: Date;

  expiresAt: Date;

  /** To the minute. */
  lastUsedAt: Date;

  /** From where they signed in. */
  address: string | null;

  /** The one that this request came with. */
  current: boolean;

  static of(
    { id, userId, createdAt, expiresAt, lastUsedAt, address }: Session,
    credentialId: string | null,
  ): SessionResponse {
    const current = id === credentialId;
    return Object.assign(new SessionResponse(), { id, userId, createdAt, expiresAt, lastUsedAt, address, current });
  }
}
