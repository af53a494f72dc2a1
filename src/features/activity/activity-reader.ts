import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import type { LogRecordDto } from './activity.dto.js';
import { type ActivityLevel, LOG_LEVELS, LogRecord } from './log-record.entity.js';

export interface ReadOptions {
  /** Only records numbered above it. */
  after: number;
  limit: number;
  level?: ActivityLevel;
}

/** Reads the activity log in its order. Whether the caller may see the subject is the subject's feature to decide first. */
@Injectable()
export class ActivityReader {
  constructor(private readonly database: Database) {}

  async read(caller: Caller, subjectId: string, { after, limit, level }: ReadOptions): Promise<LogRecord[]> {
    return this.database.as(caller, async (manager) => {
      const query = manager
        .createQueryBuilder(LogRecord, 'record')
        .where('record.subjectId = :subjectId AND record.seq > :after', { subjectId, after });
      if (level !== undefined) {
        query.andWhere('record.level IN (:...levels)', { levels: LOG_LEVELS.slice(LOG_LEVELS.indexOf(level)) });
      }
      return query.orderBy('record.seq').limit(limit).getMany();
    });
  }
}

export function toLogRecordDto({ seq, at, level, phase, message, data }: LogRecord): LogRecordDto {
  return { seq, at, level, phase, message, data };
}
