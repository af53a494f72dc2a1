import type { EntityManager } from 'typeorm';
import type { RecordedError } from '../../common/app-error.js';
import { recordEvent } from '../events/record-event.js';
import type { Drill } from './drill.entity.js';

/** What became of a drill, for those who must be told: in the transaction that writes it onto its record. */
export async function tellOfDrill(
  manager: EntityManager,
  kind: 'drill.completed' | 'drill.failed',
  drill: Pick<Drill, 'id' | 'tenantId' | 'sourceId' | 'number' | 'backupId' | 'origin'>,
  data: { error: RecordedError } | Pick<Drill, 'proof' | 'recoverySeconds' | 'durationMs'>,
): Promise<void> {
  const { id, tenantId, sourceId, number, backupId, origin } = drill;
  const subject = { type: 'drill', id };
  await recordEvent(manager, { kind, tenantId, sourceId, subject, data: { number, backupId, origin, ...data } });
}
