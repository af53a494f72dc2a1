import type { EntityManager } from 'typeorm';
import type { NumberSequence } from './number-sequence.entity.js';

/** The next number of a kind of record in a tenant, for people to speak of. Gapless but for rolled-back requests' successors. */
export async function nextNumber(
  manager: EntityManager,
  tenantId: string,
  kind: NumberSequence['kind'],
): Promise<number> {
  const rows = await manager.query<{ last: number }[]>(
    `INSERT INTO number_sequences ("tenantId", kind, last) VALUES ($1, $2, 1)
     ON CONFLICT ("tenantId", kind) DO UPDATE SET last = number_sequences.last + 1 RETURNING last`,
    [tenantId, kind],
  );
  const last = rows[0]?.last;
  if (last === undefined) throw new Error('PostgreSQL answered no number.');
  return last;
}
