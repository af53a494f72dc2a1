import type { EntityManager, EntityTarget } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/**
 * Updates columns of one row by its id. TypeORM's own type for this takes a jsonb column apart field by field, as if
 * it were a relation; here a value is what the entity says it is.
 */
export async function updateRow<Entity extends { id: string }>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  id: string,
  values: Partial<Omit<Entity, 'id'>>,
): Promise<void> {
  await manager.update(entity, id, values as QueryDeepPartialEntity<Entity>);
}
