import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { csvHeaders, csvStream } from '../../common/csv.js';
import type { Page } from '../../common/pagination.js';
import { Database } from '../../database/database.js';
import type { AuditEvent } from '../audit/audit-event.entity.js';
import { Audit } from '../audit/audit.js';
import { CSV_COLUMNS, exportedEvents, jsonLines } from './audit-export.js';
import { listEvents } from './audit-list.js';
import type { ListAuditEventsQuery } from './audit-requests.dto.js';

export type ExportFormat = 'csv' | 'ndjson';

/** Whoever gets it consumes or destroys `body`. */
export interface Export {
  headers: Record<string, string>;
  body: Readable;
}

/** Reads the audit trail. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller, query: ListAuditEventsQuery): Promise<Page<AuditEvent>> {
    return this.database.as(caller, (manager) => listEvents(manager, caller, query));
  }

  /** All that the filters find, which is itself recorded. */
  async export(caller: Caller, query: ListAuditEventsQuery, format: ExportFormat): Promise<Export> {
    await this.audit.record(caller, { action: 'audit.export', data: { format } });
    const events = exportedEvents(this.database, caller, query);
    if (format === 'csv') return { headers: csvHeaders('audit-events.csv'), body: csvStream(CSV_COLUMNS, events) };
    const headers = {
      'Content-Type': 'application/x-ndjson',
      'Content-Disposition': 'attachment; filename="audit-events.ndjson"',
      'Cache-Control': 'no-store',
    };
    return { headers, body: Readable.from(jsonLines(events)) };
  }
}
